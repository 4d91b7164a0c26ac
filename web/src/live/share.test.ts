import { randomUUID } from 'node:crypto';
import test from 'ava';
import { RpcError } from '../rpc/rpc-error.ts';
import { type Shared, watchShared } from './share.ts';

interface Message {
  cursor: string;
}

/** As the services refuse a cursor. */
function cursorRefused(): RpcError {
  const violations = [{ field: 'cursor', description: 'must be a cursor of this stream', reason: '' }];
  return new RpcError({ status: 'INVALID_ARGUMENT', message: 'invalid', violations });
}

/**
 * One tab of a browser. Its stream says `says` and stays open; it begins after `begin`, and refuses `refuses`. `heard` is
 * what the tab hears.
 */
function openTab(name: string, says: readonly string[] = [], { begin = '', refuses = '-' } = {}) {
  const closing = new AbortController();
  const cursors: string[] = [];
  const heard: { cursor: string; resumed: boolean }[] = [];
  const wakers: (() => void)[] = [];
  const wake = () => {
    for (const waker of wakers.splice(0)) waker();
  };
  const shared: Shared<Message> = {
    name,
    begin: async () => begin,
    async *open(cursor, signal) {
      cursors.push(cursor);
      wake();
      if (cursor === refuses) throw cursorRefused();
      for (const message of says) yield { cursor: message };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
    onMessage({ cursor }, resumed) {
      heard.push({ cursor, resumed });
      wake();
    },
    onConnected: wake,
  };
  const closed = watchShared(shared, closing.signal);
  return {
    cursors,
    heard,
    /** Resolves at the next thing that happens to the tab. */
    next: () => new Promise<void>((resolve) => wakers.push(resolve)),
    close() {
      closing.abort();
      return closed;
    },
  };
}

test('one tab reads the stream, and the others hear what it says', async (t) => {
  const name = randomUUID();
  const first = openTab(name);
  await first.next();
  const second = openTab(name, ['a', 'b']);
  await first.close();
  while (second.heard.length < 2) await second.next();
  t.deepEqual(first.cursors, ['']);
  t.deepEqual(second.heard, [
    { cursor: 'a', resumed: false },
    { cursor: 'b', resumed: true },
  ]);
  await second.close();
});

test('a tab that takes over before it has heard a message goes on where the other one was', async (t) => {
  const name = randomUUID();
  const first = openTab(name, ['a']);
  while (first.heard.length < 1) await first.next();
  const second = openTab(name, ['b']);
  // It is told how the stream stands.
  await second.next();
  await first.close();
  while (second.heard.length < 1) await second.next();
  t.deepEqual(second.cursors, ['a']);
  t.deepEqual(second.heard, [{ cursor: 'b', resumed: true }]);
  await second.close();
});

test('a stream begins after what was read before it', async (t) => {
  const tab = openTab(randomUUID(), ['b'], { begin: 'a' });
  while (tab.heard.length < 1) await tab.next();
  t.deepEqual(tab.cursors, ['a']);
  t.deepEqual(tab.heard, [{ cursor: 'b', resumed: true }]);
  await tab.close();
});

test('what one was told counts more than what one read', async (t) => {
  const name = randomUUID();
  const first = openTab(name, ['b'], { begin: 'a' });
  while (first.heard.length < 1) await first.next();
  const second = openTab(name, [], { begin: 'old' });
  await second.next();
  await first.close();
  while (second.cursors.length < 1) await second.next();
  t.deepEqual(second.cursors, ['b']);
  await second.close();
});

test('where the beginning is refused, the stream begins now', async (t) => {
  const tab = openTab(randomUUID(), ['new'], { begin: 'old', refuses: 'old' });
  while (tab.heard.length < 1) await tab.next();
  t.deepEqual(tab.cursors, ['old', '']);
  t.deepEqual(tab.heard, [{ cursor: 'new', resumed: false }]);
  await tab.close();
});
