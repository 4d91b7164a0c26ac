import { once } from 'node:events';
import test from 'ava';
import { Metadata } from 'nice-grpc';
import type { Call } from '../call.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { openRawConnection } from '../testing/open-raw-call.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

/** Sends one message, then waits for the end as a handler should. */
async function* watch(_request: unknown, call: Call) {
  yield { cursor: '1' };
  if (!call.signal.aborted) await once(call.signal, 'abort');
}

/** Sends one message, then waits for something that never comes. */
async function* deaf() {
  yield { cursor: '1' };
  await new Promise(() => {});
}

/** Opens a stream and reads its first message; `end` is how it ends. */
async function open(stream: AsyncIterable<unknown>) {
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  return { end: iterator.next() };
}

for (const [kind, handler] of Object.entries({ watch, deaf })) {
  test(`a stream ends with SESSION_ENDED when its session does, and no other stream (${kind})`, async (t) => {
    await using timeline = await startTimeline({ watchHome: handler });
    const first = await open(timeline.member.watchHome({}));
    const second = await open(timeline.member.watchHome({}));
    let otherEnded = false;
    const other = await open(timeline.connect({ token: 'bo.s2' }).watchHome({}));
    other.end.then(
      () => {
        otherEnded = true;
      },
      () => {
        otherEnded = true;
      },
    );
    timeline.tokens.endSession('s1');
    await expectStatus(t, first.end, 'UNAUTHENTICATED', 'SESSION_ENDED');
    await expectStatus(t, second.end, 'UNAUTHENTICATED', 'SESSION_ENDED');
    t.false(otherEnded);
  });

  test(`a stream ends with UNAVAILABLE when the server stops (${kind})`, async (t) => {
    await using timeline = await startTimeline({ watchHome: handler });
    const { end } = await open(timeline.member.watchHome({}));
    const stopped = timeline.stop();
    await expectStatus(t, end, 'UNAVAILABLE', 'UNAVAILABLE');
    await stopped;
  });
}

test('a handler learns that its client went away', async (t) => {
  let finished = false;
  await using timeline = await startTimeline({
    async *watchHome(request, call) {
      try {
        yield* watch(request, call);
      } finally {
        finished = true;
      }
    },
  });
  const leave = new AbortController();
  const { end } = await open(timeline.member.watchHome({}, { signal: leave.signal }));
  leave.abort();
  await t.throwsAsync(end, { any: true });
  await waitFor(() => finished);
  t.pass();
});

test('a stream that ends by itself ends well, and leaves nothing behind', async (t) => {
  const handlers = {
    async *watchHome() {
      for (let index = 0; index < 100; index += 1) yield { cursor: String(index) };
    },
  };
  await using timeline = await startTimeline(handlers, { rateLimitFactor: 0 });
  const messages = await Array.fromAsync(timeline.member.watchHome({}));
  t.is(messages.length, 100);
  t.is(messages.at(-1)?.cursor, '99');
  // However many streams there are, the server listens once.
  await Promise.all(Array.from({ length: 50 }, () => Array.fromAsync(timeline.member.watchHome({}))));
  t.is(timeline.tokens.listeners, 1);
});

test('a session that ends while its stream is being opened ends that stream too', async (t) => {
  await using timeline = await startTimeline({ watchHome: watch });
  const { verify } = timeline.tokens;
  // Ends the session right after it was found good, before the stream is open.
  timeline.tokens.verify = async (token) => {
    const verified = await verify(token);
    timeline.tokens.endSession(verified.sessionId);
    return verified;
  };
  await expectStatus(t, Array.fromAsync(timeline.member.watchHome({})), 'UNAUTHENTICATED', 'SESSION_ENDED');
});

test('a handler makes no more messages than its client reads', async (t) => {
  let made = 0;
  let ended = false;
  const cursor = 'x'.repeat(100_000);
  await using timeline = await startTimeline({
    async *watchHome() {
      try {
        for (; made < 200; made += 1) yield { cursor };
      } finally {
        ended = true;
      }
    },
  });
  const leave = new AbortController();
  // Nobody reads it: what fits in the window of the connection is made, and then one more waits.
  const unread = timeline.member.watchHome({}, { signal: leave.signal })[Symbol.asyncIterator]();
  await unread.next();
  await Promise.all(Array.from({ length: 20 }, () => timeline.stranger.listAuthorPosts({})));
  t.true(made < 100, `${made}`);
  leave.abort();
  await waitFor(() => ended);
});

test('however long a stream is open, it may call others for its caller', async (t) => {
  const gate = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  await using timeline = await startTimeline({
    async *watchHome(_request, call) {
      yield { cursor: '1' };
      await gate.promise;
      const { metadata, deadline } = call.forward;
      const forwarded = new Metadata(metadata);
      seen.push(forwarded.get('authorization'), forwarded.get('traceparent'), deadline);
    },
  });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { end } = await open(timeline.member.watchHome({}, { metadata: new Metadata({ traceparent }) }));
  gate.resolve();
  await end;
  t.deepEqual(seen, ['Bearer ana.s1', traceparent, undefined]);
});

test('a stream sends the headers and trailers that its handler sets', async (t) => {
  await using timeline = await startTimeline({
    async *watchHome(_request, call) {
      call.header.set('x-begin', 'b');
      yield { cursor: '1' };
      call.trailer.set('x-end', 'e');
    },
  });
  const got: (string | undefined)[] = [];
  const onHeader = (header: Metadata) => void got.push(header.get('x-begin'));
  const onTrailer = (trailer: Metadata) => void got.push(trailer.get('x-end'));
  await Array.fromAsync(timeline.member.watchHome({}, { onHeader, onTrailer }));
  t.deepEqual(got, ['b', 'e']);
});

test('a stream has a deadline where its client sets one, and is told', async (t) => {
  const late = Promise.withResolvers<boolean>();
  await using timeline = await startTimeline({
    async *watchHome(request, call) {
      yield* watch(request, call);
      late.resolve(call.ending.ended && (call.deadline?.getTime() ?? 0) > 0);
    },
  });
  const stream = timeline.member.watchHome({}, { metadata: new Metadata({ 'grpc-timeout': '300m' }) });
  await expectStatus(t, Array.fromAsync(stream), 'DEADLINE_EXCEEDED');
  t.true(await late.promise);
});

test('a stream is answered with the fewest headers, since each is kept on the way while it is open', async (t) => {
  await using timeline = await startTimeline({ watchHome: watch });
  using connection = await openRawConnection(`http://127.0.0.1:${timeline.port}`);
  const call = connection.open('/tertulia.posts.v1.TimelineService/WatchHome', { authorization: 'Bearer ana.s1' });
  call.finish();
  t.deepEqual(await waitFor(() => call.headerNames), [':status', 'content-type', 'date']);
});
