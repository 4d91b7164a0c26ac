import type { Transaction } from '../../kit/database/database.ts';

/**
 * What happened between two people before their latest block began or ended
 * notifies neither of them, whenever it becomes known here.
 */
const raiseCut = `
  insert into pair_cut (low_id, high_id, cut_time) values (:lowId, :highId, :cutTime)
  on conflict (low_id, high_id) do update set cut_time = excluded.cut_time
  where pair_cut.cut_time < excluded.cut_time`;

export async function cutPair(tx: Transaction, one: string, other: string, cutTime: Date): Promise<void> {
  await tx.run(raiseCut, { ...pairOf(one, other), cutTime: cutTime.getTime() });
}

/** Remembers that an account is gone; what it had done may still arrive. */
export async function rememberDeleted(tx: Transaction, accountId: string): Promise<void> {
  await tx.run('insert into deleted_account (account_id) values (:accountId) on conflict do nothing', { accountId });
  await tx.run('delete from pair_cut where low_id = :accountId or high_id = :accountId', { accountId });
}

/** The one order in which a pair is stored. */
export function pairOf(one: string, other: string): { lowId: string; highId: string } {
  return one < other ? { lowId: one, highId: other } : { lowId: other, highId: one };
}
