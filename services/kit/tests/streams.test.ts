import { once } from 'node:events';
import test from 'ava';
import type { Call } from '../call.ts';
import { expectStatus } from '../testing/expect-status.ts';
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
