import type { Queries } from '../database/database.ts';

/** A row that is not the same on both sides; undefined where a side has none. */
export interface Difference {
  readonly key: string;
  readonly live: string | undefined;
  readonly rebuilt: string | undefined;
}

interface ContentRow {
  key: string;
  value: string;
}

/** Every difference between two contents, in the order of their keys. */
export async function compareContents(
  live: { queries: Pick<Queries, 'all'>; content: string },
  rebuilt: { queries: Pick<Queries, 'all'>; content: string },
): Promise<Difference[]> {
  const [liveRows, rebuiltRows] = await Promise.all([read(live), read(rebuilt)]);
  const keys = new Set([...liveRows.keys(), ...rebuiltRows.keys()]);
  return [...keys].flatMap((key) => {
    const difference = { key, live: liveRows.get(key), rebuilt: rebuiltRows.get(key) };
    return difference.live === difference.rebuilt ? [] : [difference];
  });
}

async function read(side: { queries: Pick<Queries, 'all'>; content: string }): Promise<Map<string, string>> {
  const rows = await side.queries.all<ContentRow>(side.content);
  const contents = new Map(rows.map(({ key, value }) => [key, value]));
  if (contents.size !== rows.length) throw new Error(`a key comes twice in: ${side.content}`);
  return contents;
}
