import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { SeenCard } from '../domain/account.ts';
import { type CardRow, cardColumns, cardFromRow } from './profile-rows.ts';

/** A blocked account in the list of who blocks. */
export interface ListedBlock {
  /** Sorts the list. */
  readonly cursor: string;
  readonly card: SeenCard;
}

const insertBlock = `
  insert into block (blocker_id, blocked_id, create_time) values (:blockerId, :blockedId, :createTime)
  on conflict (blocker_id, blocked_id) do nothing`;
const deleteBlock = 'delete from block where blocker_id = :blockerId and blocked_id = :blockedId';
const deleteBlocksOf = 'delete from block where blocker_id = :accountId or blocked_id = :accountId';
const selectBlocked = `
  select list.cursor, ${cardColumns}
  from (
    select blocked_id, printf('%015d', create_time) || blocked_id as cursor
    from block where blocker_id = :viewer) list
  join account a on a.account_id = list.blocked_id
  where list.cursor < :before
  order by list.cursor desc limit :limit`;

/** Begins a block. False where there was one. */
export async function addBlock(tx: Transaction, blockerId: string, blockedId: string, now: Date): Promise<boolean> {
  return (await tx.run(insertBlock, { blockerId, blockedId, createTime: now.getTime() })) > 0;
}

/** Ends a block. False where there was none. */
export async function removeBlock(tx: Transaction, blockerId: string, blockedId: string): Promise<boolean> {
  return (await tx.run(deleteBlock, { blockerId, blockedId })) > 0;
}

/** Removes every block of and by an account. */
export async function removeBlocksOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(deleteBlocksOf, { accountId });
}

/** Whom the viewer blocks, the newest block first; only those after a cursor. */
export async function findBlockedAccounts(
  queries: Pick<Queries, 'all'>,
  viewer: string,
  page: { before: string; limit: number },
): Promise<ListedBlock[]> {
  const rows = await queries.all<CardRow & { cursor: string }>(selectBlocked, { viewer, ...page });
  return rows.map((row) => ({ cursor: row.cursor, card: cardFromRow(row) }));
}
