import test from 'ava';
import { v7 } from 'uuid';
import { fillPage, maxRows, type PageSource } from '../fill-page.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly hidden: boolean;
}

/** A list, newest first, a second between two rows; `hidden` says of which numbers. */
function listOf(count: number, hidden: (number: number) => boolean): Row[] {
  return Array.from({ length: count }, (_, number) => ({
    id: v7({ msecs: 2_000_000_000_000 - number * 1_000 }),
    name: `row ${number}`,
    hidden: hidden(number),
  }));
}

const start = '~';

function pageOf(rows: readonly Row[], more: Partial<PageSource<Row, string>> = {}) {
  const reads: number[] = [];
  const source: PageSource<Row, string> = {
    call: { signal: new AbortController().signal },
    size: 3,
    start,
    read: async (cursor, limit) => {
      reads.push(limit);
      return rows.filter(({ id }) => id < cursor).slice(0, limit);
    },
    cursorOf: ({ id }) => id,
    see: (some) => some.map(({ hidden, name }) => (hidden ? undefined : name)),
    ...more,
  };
  return fillPage(source).then((page) => ({ ...page, reads }));
}

/** All pages of a list. */
async function walk(rows: readonly Row[], size: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | undefined = start; next !== undefined; ) {
    const page = await pageOf(rows, { start: next, size });
    pages.push(page.items);
    next = page.next?.cursor;
  }
  return pages;
}

test('a page is full, and its token leads to something, whatever is hidden', async (t) => {
  const rows = listOf(30, (number) => number % 5 > 0);
  t.deepEqual(await walk(rows, 2), [
    ['row 0', 'row 5'],
    ['row 10', 'row 15'],
    ['row 20', 'row 25'],
  ]);
});

test('a page ends where too much is hidden, and the next one goes on', async (t) => {
  const rows = listOf(2 * maxRows + 100, (number) => number > 0 && number < 2 * maxRows + 98);
  const [first = [], ...others] = await walk(rows, 3);
  t.deepEqual(first, ['row 0']);
  t.deepEqual(
    others.filter((page) => page.length > 0),
    [[`row ${2 * maxRows + 98}`, `row ${2 * maxRows + 99}`]],
  );
  t.true(others.length >= 2);
});

test('one call reads a bounded number of rows', async (t) => {
  const rows = listOf(3 * maxRows, () => true);
  const { reads, next } = await pageOf(rows);
  t.true(reads.reduce((sum, limit) => sum + limit, 0) < maxRows + 500);
  t.true((next?.rows ?? 0) >= maxRows);
});

test('a token that goes on behind hidden rows names none of them', async (t) => {
  const rows = listOf(3 * maxRows, () => true);
  const { next } = await pageOf(rows);
  t.true(next !== undefined && rows.every(({ id }) => id !== next.cursor && !next.cursor.includes(id)));
});

test('rows of one moment are read to their end, so that none is passed over', async (t) => {
  const msecs = 2_000_000_000_000;
  const rows = listOf(maxRows + 50, (number) => number < maxRows + 40)
    .map((row) => ({ ...row, id: v7({ msecs }) }))
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const names = (await walk(rows, 100)).flat();
  t.is(names.length, 10);
});

test('nothing more is read when the call has ended', async (t) => {
  const rows = listOf(100, () => true);
  const ending = new AbortController();
  let reads = 0;
  const read = async (cursor: string, limit: number) => {
    reads += 1;
    ending.abort();
    return rows.filter(({ id }) => id < cursor).slice(0, limit);
  };
  await t.throwsAsync(pageOf(rows, { read, call: { signal: ending.signal } }), { name: 'AbortError' });
  t.is(reads, 1);
});

test('no more rows are read than the list has deep', async (t) => {
  const rows = listOf(100, () => false);
  t.deepEqual((await pageOf(rows, { depth: 2 })).items, ['row 0', 'row 1']);
  t.is((await pageOf(rows, { depth: 2 })).next, undefined);
});
