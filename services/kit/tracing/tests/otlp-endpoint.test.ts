import test from 'ava';
import { formatOtlpEndpoint, parseOtlpEndpoint } from '../otlp-endpoint.ts';

const read = (text: string) => {
  const endpoint = parseOtlpEndpoint(text);
  return endpoint && formatOtlpEndpoint(endpoint);
};

test('an endpoint without a port has the one of OTLP over gRPC; one that is stated counts, also that of the scheme', (t) => {
  t.is(read('http://collector'), 'http://collector:4317');
  t.is(read('https://collector/'), 'https://collector:4317');
  t.is(read('http://collector:80'), 'http://collector:80');
  t.is(read('https://collector:443/'), 'https://collector:443');
  t.is(read('http://127.0.0.1:9000'), 'http://127.0.0.1:9000');
});

test('an address of IPv6 has brackets in a URL, and none where Envoy reads it', (t) => {
  t.like(parseOtlpEndpoint('http://[::1]:9000'), { host: '::1', port: 9000 });
  t.is(read('http://[2001:db8::5]'), 'http://[2001:db8::5]:4317');
});

test('what is no such URL is none', (t) => {
  for (const text of ['', 'collector:4317', 'grpc://collector', 'http://', 'http://[::1'])
    t.is(read(text), undefined, text);
});
