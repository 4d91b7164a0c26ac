import test from 'ava';
import { KeyedCache } from '../keyed-cache.ts';

/** A table of numbers, each reading of which ends when the test says so. */
function makeTable(rows: Record<string, number>) {
  const table = new Map(Object.entries(rows));
  const readings: { keys: readonly string[]; finish: () => void; fail: () => void }[] = [];
  const load = (keys: readonly string[]) => {
    // A statement sees what is committed when it begins.
    const found = new Map(keys.flatMap((key) => (table.has(key) ? [[key, table.get(key) ?? 0] as const] : [])));
    return new Promise<Map<string, number>>((resolve, reject) => {
      readings.push({ keys, finish: () => resolve(found), fail: () => reject(new Error('no database')) });
    });
  };
  return { table, readings, load };
}

test('a value is read once, also by those who ask while it is read', async (t) => {
  const { readings, load } = makeTable({ a: 1 });
  const cache = new KeyedCache({ load, max: 10 });
  const asked = [cache.get('a'), cache.get('a'), cache.getMany(['a', 'a'])];
  readings[0]?.finish();
  t.deepEqual(await Promise.all(asked), [1, 1, [1, 1]]);
  t.is(await cache.get('a'), 1);
  t.is(readings.length, 1);
});

test('what is not held is read together, and the answer is in the order of the keys', async (t) => {
  const { readings, load } = makeTable({ a: 1, b: 2, c: 3 });
  const cache = new KeyedCache({ load, max: 10 });
  const first = cache.get('b');
  readings[0]?.finish();
  await first;
  const many = cache.getMany(['c', 'b', 'x', 'a']);
  t.deepEqual(readings[1]?.keys, ['c', 'x', 'a']);
  readings[1]?.finish();
  t.deepEqual(await many, [3, 2, undefined, 1]);
  t.is(await cache.get('x'), undefined);
  t.is(readings.length, 2, 'that there is nothing is kept too');
});

test('a reading that began before an invalidation is not kept', async (t) => {
  const { table, readings, load } = makeTable({ a: 1, b: 1 });
  const cache = new KeyedCache({ load, max: 10 });
  const before = cache.getMany(['a', 'b']);
  table.set('a', 2);
  cache.invalidate('a');
  const after = cache.get('a');
  t.deepEqual(readings[1]?.keys, ['a'], 'who asks after it does not share the reading');
  readings[1]?.finish();
  t.is(await after, 2);
  readings[0]?.finish();
  t.deepEqual(await before, [1, 1], 'who asked before may be given either');
  t.deepEqual(await cache.getMany(['a', 'b']), [2, 1]);
  t.is(readings.length, 2, 'the other key of the reading is kept');
});

test('clearing forgets all that is held and all that is being read', async (t) => {
  const { table, readings, load } = makeTable({ a: 1, b: 1 });
  const cache = new KeyedCache({ load, max: 10 });
  const held = cache.get('a');
  readings[0]?.finish();
  await held;
  const reading = cache.get('b');
  table.set('a', 2).set('b', 2);
  cache.clear();
  readings[1]?.finish();
  await reading;
  const again = cache.getMany(['a', 'b']);
  readings[2]?.finish();
  t.deepEqual(await again, [2, 2]);
});

test('a reading that fails is told to all who wait, and tried again by who asks next', async (t) => {
  const { readings, load } = makeTable({ a: 1 });
  const cache = new KeyedCache({ load, max: 10 });
  const asked = [cache.get('a'), cache.get('a')];
  readings[0]?.fail();
  for (const one of asked) await t.throwsAsync(one, { message: 'no database' });
  const again = cache.get('a');
  readings[1]?.finish();
  t.is(await again, 1);
});

test('a cache holds no more than its size, and nothing that is larger than it', async (t) => {
  let loads = 0;
  const load = async (keys: readonly string[]) => {
    loads += keys.length;
    return new Map(keys.map((key) => [key, key.length]));
  };
  const cache = new KeyedCache({ load, max: 4, sizeOf: (length) => length });
  await cache.getMany(['aa', 'bb', 'cc']);
  t.deepEqual([cache.peek('aa'), cache.peek('bb'), cache.peek('cc')], [undefined, 2, 2]);
  t.is(await cache.get('aaaaaa'), 6);
  t.is(await cache.get('aaaaaa'), 6);
  t.is(loads, 5);
});
