import test from 'ava';
import { RpcError } from '../rpc/rpc-error.ts';
import { pauseMs, watch } from './watch.ts';

test('a stream that breaks is opened anew after the last message', async (t) => {
  const cursors: string[] = [];
  const seen: string[] = [];
  const states: boolean[] = [];
  const ending = new AbortController();
  let last = '';
  await watch(
    {
      async *open(cursor) {
        cursors.push(cursor);
        yield { cursor: `${cursor}a` };
        yield { cursor: `${cursor}b` };
        throw new Error('the connection broke');
      },
      cursor: () => last,
      forgetCursor: () => t.fail('it was not refused'),
      onMessage({ cursor }) {
        last = cursor;
        seen.push(cursor);
        if (seen.length === 4) ending.abort();
      },
      onConnected: (connected) => states.push(connected),
    },
    ending.signal,
  );
  t.deepEqual(cursors, ['', 'b']);
  t.deepEqual(seen, ['a', 'b', 'ba', 'bb']);
  t.deepEqual(states, [true, true, false, true, true]);
});

test('a stream whose cursor is refused begins anew', async (t) => {
  const cursors: string[] = [];
  const ending = new AbortController();
  let last = 'of a log that was replaced';
  await watch(
    {
      async *open(cursor) {
        cursors.push(cursor);
        if (cursor !== '') {
          const violations = [{ field: 'cursor', description: 'must be a cursor that this stream gave', reason: '' }];
          throw new RpcError({ status: 'INVALID_ARGUMENT', message: '', reason: 'INVALID_REQUEST', violations });
        }
        yield { cursor: 'a' };
      },
      cursor: () => last,
      forgetCursor() {
        last = '';
      },
      onMessage: () => ending.abort(),
      onConnected: () => {},
    },
    ending.signal,
  );
  t.deepEqual(cursors, ['of a log that was replaced', '']);
});

test('leaving a stream aborts its call', async (t) => {
  const ending = new AbortController();
  let inner: AbortSignal | undefined;
  await watch(
    {
      async *open(_cursor, signal) {
        inner = signal;
        yield { cursor: 'a' };
      },
      cursor: () => '',
      forgetCursor: () => {},
      onMessage: () => ending.abort(),
      onConnected: () => {},
    },
    ending.signal,
  );
  t.true(inner?.aborted);
});

test('the pauses double up to half a minute, each between its half and its whole', (t) => {
  t.is(
    pauseMs(0, () => 0),
    250,
  );
  t.is(
    pauseMs(0, () => 1),
    500,
  );
  t.is(
    pauseMs(3, () => 1),
    4_000,
  );
  t.is(
    pauseMs(100, () => 1),
    30_000,
  );
});
