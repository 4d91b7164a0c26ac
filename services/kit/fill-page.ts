import type { Call } from './call.ts';

/** How many rows one call reads at most, or a few more: some tens of milliseconds' worth. */
export const maxRows = 2_000;
/** How many one statement reads at most. Between two it is seen whether the call has ended. */
const maxStep = 400;

/** What a page of a list is made from. */
export interface PageSource<Row, Item> {
  /** The call that asks. When it has ended, no more is read. */
  readonly call: Pick<Call, 'signal'>;
  /** How many items the page has at most. */
  readonly size: number;
  /** Where the list begins, or where the page before ended. */
  readonly start: string;
  /** How many rows of the list count, hidden ones too. Default: all. */
  readonly depth?: number;
  /** How many rows this call may read. Default: `maxRows`. Only lists that go down by their cursors have a bound. */
  readonly rowLimit?: number;
  /** At most `limit` rows after a cursor, in the order of the list; fewer only at its end. */
  readonly read: (cursor: string, limit: number) => Promise<readonly Row[]>;
  readonly cursorOf: (row: Row) => string;
  /** What the viewer gets of some rows: undefined of those that they may not see. */
  readonly see: (rows: readonly Row[]) => PromiseLike<readonly (Item | undefined)[]> | readonly (Item | undefined)[];
}

export interface Page<Item> {
  readonly items: Item[];
  /** Where the next page begins, and how many rows lie before it; undefined if this is the last. */
  readonly next: { readonly cursor: string; readonly rows: number } | undefined;
}

/**
 * Fills a page with what its viewer may see. It is full, and says that there is more, only by that: hidden rows leave no
 * trace in it, neither a short page nor a token that leads to nothing. Only where more of them than `maxRows` would have to
 * be passed over, the page ends before it is full, and the next one goes on.
 */
export async function fillPage<Row, Item>(source: PageSource<Row, Item>): Promise<Page<Item>> {
  const { call, size, depth = Number.POSITIVE_INFINITY, rowLimit = maxRows, read, cursorOf, see } = source;
  const items: Item[] = [];
  let cursor = source.start;
  let rowsRead = 0;
  let next: Page<Item>['next'];
  for (let step = size + 1; rowsRead < depth; step = Math.min(step * 4, maxStep)) {
    // The signal costs something when it is first asked for: most pages are full after one statement.
    if (rowsRead > 0) call.signal.throwIfAborted();
    const limit = Math.min(step, depth - rowsRead);
    const rows = await read(cursor, limit);
    const seen = await see(rows);
    for (const [index, row] of rows.entries()) {
      const place = cursorOf(row);
      if (rowsRead >= rowLimit && momentOf(place) !== momentOf(cursor)) {
        return { items, next: { cursor: momentOf(cursor), rows: rowsRead } };
      }
      const item = seen[index];
      // Two rows with one cursor are one item that is there for two reasons.
      if (item !== undefined && place !== next?.cursor) {
        if (items.length === size) return { items, next };
        items.push(item);
        next = { cursor: place, rows: rowsRead + 1 };
      }
      rowsRead += 1;
      cursor = place;
    }
    if (rows.length < limit) break;
  }
  return { items, next: undefined };
}

/**
 * A place in a list that goes down: after all rows whose cursors begin alike. Of a UUIDv7 that is a time, to four seconds.
 * So a token that goes on behind a hidden row does not name it.
 */
function momentOf(cursor: string): string {
  return cursor.slice(0, 10);
}
