import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { startLoadGenerator } from './generator.ts';
import { freshRequestId, prepareRequest } from './request.ts';

/** A server that answers every call in gRPC-Web with this status, and notes the bodies. */
async function startServer(status: number) {
  const bodies: Buffer[] = [];
  const paths = new Set<string>();
  const server = createServer();
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    paths.add(`${headers[':method']} ${headers[':path']} ${headers.authorization}`);
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      bodies.push(Buffer.concat(chunks));
      stream.respond({ ':status': 200 });
      stream.end(Buffer.concat([Buffer.alloc(20_000), Buffer.from(`grpc-status:${status}\r\n`)]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, bodies, paths, close: () => server.close() };
}

const request = prepareRequest({
  path: '/a.B/C',
  authority: 'x',
  token: 't'.repeat(400),
  message: Buffer.from(freshRequestId),
});

test('every call is sent, counted and timed', async (t) => {
  using load = await startLoadGenerator();
  const server = await startServer(0);
  const job = {
    port: server.port,
    connections: 2,
    inFlight: 5,
    milliseconds: 10_000,
    maxCalls: 500,
    requests: [request],
  };
  const { calls, failures, p50Ms, p99Ms } = await load.run(job);
  server.close();
  t.like({ calls, failures }, { failures: 0 });
  t.true(calls >= 500 && calls <= 510);
  t.true(p50Ms > 0 && p99Ms >= p50Ms);
  t.deepEqual([...server.paths], [`POST /a.B/C Bearer ${'t'.repeat(400)}`]);
});

test('each sending has a request_id of its own', async (t) => {
  using load = await startLoadGenerator();
  const server = await startServer(0);
  const job = {
    port: server.port,
    connections: 1,
    inFlight: 4,
    milliseconds: 10_000,
    maxCalls: 100,
    requests: [request],
  };
  const { calls } = await load.run(job);
  server.close();
  t.is(new Set(server.bodies.map((body) => body.toString('latin1'))).size, calls);
});

test('a call that ends with another status is a failure', async (t) => {
  using load = await startLoadGenerator();
  const server = await startServer(14);
  const job = {
    port: server.port,
    connections: 1,
    inFlight: 3,
    milliseconds: 10_000,
    maxCalls: 100,
    requests: [request],
  };
  const { calls, failures } = await load.run(job);
  server.close();
  t.deepEqual({ calls, failures }, { calls: 3, failures: 3 });
});
