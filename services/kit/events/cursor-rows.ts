import type { Queries, Transaction } from '../database/database.ts';

/** How far a consumer has applied a log. */
export interface Cursor {
  /** The log that the position belongs to; empty before the first event. */
  readonly logId: string;
  readonly position: bigint;
}

export async function readCursor(queries: Pick<Queries, 'get'>, name: string): Promise<Cursor> {
  const sql = 'select log_id, position from event_cursor where name = :name';
  const row = await queries.get<{ log_id: string; position: number }>(sql, { name });
  return { logId: row?.log_id ?? '', position: BigInt(row?.position ?? 0) };
}

const insertCursor = `
  insert into event_cursor (name, log_id, position) values (:name, :logId, :to)
  on conflict (name) do nothing`;

const moveCursorFrom =
  'update event_cursor set log_id = :logId, position = :to where name = :name and position = :from';

/** Moves the cursor if it still stands where it was read (compare and set). */
export async function moveCursor(tx: Transaction, name: string, from: Cursor, to: Cursor): Promise<boolean> {
  const target = { name, logId: to.logId, to: to.position };
  if (from.logId === '' && (await tx.run(insertCursor, target)) === 1) return true;
  return (await tx.run(moveCursorFrom, { ...target, from: from.position })) === 1;
}
