import type { Queries, Transaction } from '../../kit/database/database.ts';

const upsertChange = `
  insert into sight_change (account_id, position) values (:accountId, :position)
  on conflict (account_id) do update set position = excluded.position`;

const selectChange = 'select position from sight_change where account_id = :accountId';

/** Keeps that a block of somebody began or ended, at a position of profile's log. */
export async function putSightChange(tx: Transaction, accountId: string, position: bigint): Promise<void> {
  await tx.run(upsertChange, { accountId, position });
}

/** Where in profile's log a block of this account last began or ended; 0 if none ever did, and for nobody. */
export async function findSightChange(queries: Pick<Queries, 'get'>, accountId: string | undefined): Promise<number> {
  if (accountId === undefined) return 0;
  return (await queries.get<{ position: number }>(selectChange, { accountId }))?.position ?? 0;
}
