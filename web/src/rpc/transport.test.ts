import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createClientFactory } from 'nice-grpc-web';
import { TimelineServiceDefinition, WatchHomeResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { errorWords } from './error-words.ts';
import { explainErrors } from './middleware.ts';
import type { RpcError } from './rpc-error.ts';
import { openChannel } from './transport.ts';

/** A client of a server that answers every call as `answer` does. */
async function clientOf(t: ExecutionContext, answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  t.teardown(close);
  const { port } = server.address() as AddressInfo;
  const channel = openChannel(`http://127.0.0.1:${port}`);
  const client = createClientFactory().use(explainErrors).create(TimelineServiceDefinition, channel);
  return { client, close };
}

/** One message of gRPC-Web. */
function frame(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

async function failure(promise: Promise<unknown>): Promise<RpcError> {
  return promise.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: RpcError) => error,
  );
}

test('the limit of the gateway is too many requests, whatever gRPC status it pretends', async (t) => {
  const { client } = await clientOf(t, (_request, response) => {
    response.writeHead(429, { 'grpc-status': '14', 'grpc-message': 'local_rate_limited', 'retry-after': '7' }).end();
  });
  const error = await failure(client.listHomeTimeline({}));
  t.is(error.status, 'RESOURCE_EXHAUSTED');
  t.is(errorWords(error), 'Too many requests. Please try again in 7 seconds.');
});

test('what the gateway says of its limit is read too: the reason, and when to call again', async (t) => {
  // A google.rpc.Status with an ErrorInfo of RATE_LIMITED and a RetryInfo of 6 s, as Envoy sends it.
  const details =
    'CAgaRAoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLkVycm9ySW5mbxIYCgxSQVRFX0xJTUlURUQSCHRlcnR1bGlhGjAKKHR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLnJwYy5SZXRyeUluZm8SBAoCCAY=';
  const { client } = await clientOf(t, (_request, response) => {
    response.writeHead(429, { 'grpc-status': '14', 'grpc-status-details-bin': details }).end();
  });
  const { status, reason, retryDelayMs } = await failure(client.listHomeTimeline({}));
  t.deepEqual([status, reason, retryDelayMs], ['RESOURCE_EXHAUSTED', 'RATE_LIMITED', 6000]);
});

test('a gateway without a service behind it is unavailable', async (t) => {
  const { client } = await clientOf(t, (_request, response) => response.writeHead(503).end('no healthy upstream'));
  const error = await failure(client.listHomeTimeline({}));
  t.is(error.status, 'UNAVAILABLE');
  t.false(error.offline);
});

test('a refusal of the gateway has the status of its HTTP code', async (t) => {
  const { client } = await clientOf(t, (_request, response) => response.writeHead(401).end('Jwt is expired'));
  t.is((await failure(client.listHomeTimeline({}))).status, 'UNAUTHENTICATED');
});

test('a network that is down is told apart', async (t) => {
  const { client, close } = await clientOf(t, () => {});
  close();
  const error = await failure(client.listHomeTimeline({}));
  t.true(error.offline);
  t.is(errorWords(error), 'Tertulia cannot be reached. Is your device online?');
});

test('a stream gives what came before the connection broke, then says that it broke', async (t) => {
  const { client } = await clientOf(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/grpc-web+proto' });
    const message = WatchHomeResponse.encode(WatchHomeResponse.fromPartial({ cursor: 'here' })).finish();
    response.write(frame(message), () => response.destroy());
  });
  const cursors: string[] = [];
  const reading = (async () => {
    for await (const { cursor } of client.watchHome({})) cursors.push(cursor);
  })();
  t.is((await failure(reading)).status, 'UNAVAILABLE');
  t.deepEqual(cursors, ['here']);
});
