import test from 'ava';
import { readTracing } from './tracing.ts';

const read = (endpoint: string, more: NodeJS.ProcessEnv = {}) =>
  readTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...more });

test('Envoy sends traces where the services do, also to an address of IPv6 and without a port', (t) => {
  t.is(readTracing({}), undefined);
  t.deepEqual(read('http://127.0.0.1:9000', { OTEL_TRACES_SAMPLER_ARG: '0.1' }), {
    ...{ host: '127.0.0.1', port: 9000, sampling: 0.1 },
  });
  t.deepEqual(read('http://[::1]'), { host: '::1', port: 4317, sampling: 1 });
});

test('another protocol than gRPC, or none of a URL, is refused at once', (t) => {
  const http = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
  t.throws(() => read('http://collector:4318', http), { message: /may only be grpc/ });
  t.notThrows(() => read('http://collector', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }));
  for (const endpoint of ['https://collector', 'collector:4317']) {
    t.throws(() => read(endpoint), { message: /must be like http:/ }, endpoint);
  }
});
