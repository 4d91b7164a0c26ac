import test from 'ava';
import { Ending } from '../../kit/ending.ts';
import { Heartbeat } from '../../kit/heartbeat.ts';
import { HomeWatcher, messageLimit } from './home-watcher.ts';

const arrivals = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ postId: `post ${from + index}`, position: BigInt(from + index) }));

function watch(position: bigint) {
  const left: string[] = [];
  return { left, watcher: new HomeWatcher(position, () => left.push('left')) };
}

test('a watcher hands over what came since the last time', (t) => {
  const { watcher } = watch(0n);
  watcher.tell(arrivals(1, 2), 5n);
  watcher.tell([], 7n);
  t.deepEqual(watcher.take(), { postIds: ['post 1', 'post 2'], position: 7n });
  t.deepEqual(watcher.take(), { postIds: [], position: 7n });
});

test('a watcher ahead of the feed is told nothing twice', (t) => {
  const { watcher } = watch(2n);
  watcher.tell(arrivals(1, 1), 1n);
  watcher.tell(arrivals(2, 2), 3n);
  t.deepEqual(watcher.take(), { postIds: ['post 3'], position: 3n });
});

test('who reads too slowly is left behind at the last position that it was told of', (t) => {
  const { left, watcher } = watch(0n);
  watcher.tell(arrivals(1, messageLimit), 100n);
  watcher.tell(arrivals(101, 1), 101n);
  watcher.tell(arrivals(102, 1), 102n);
  t.true(watcher.isBehind);
  t.deepEqual(left, ['left']);
  const { postIds, position } = watcher.take();
  t.deepEqual([postIds.length, position], [messageLimit, 100n]);
});

test('waiting ends with news, with the heartbeat, and with the call', async (t) => {
  const { watcher } = watch(0n);
  const ending = new Ending();
  const seldom = new Heartbeat(60_000);
  await watcher.wait(new Heartbeat(1), ending);
  const waiting = watcher.wait(seldom, ending);
  watcher.tell(arrivals(1, 1), 1n);
  await waiting;
  watcher.take();
  const stopped = watcher.wait(seldom, ending);
  ending.end();
  await t.notThrowsAsync(stopped);
});
