import type { Card } from '../../audience/replica/people-store.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';

const selectDeleted = 'select 1 from deleted_account where account_id = :accountId';

// What profile's log tells counts more than an answer of profile.
const insertPerson = `
  insert into person (account_id, handle, display_name, private) values (:accountId, :handle, :displayName, :isPrivate)
  on conflict (account_id) do nothing`;

/** Remembers that an account is gone: a call that it began before may still be under way. */
export async function rememberDeleted(tx: Transaction, accountId: string): Promise<void> {
  await tx.run('insert into deleted_account (account_id) values (:accountId) on conflict do nothing', { accountId });
}

export async function isDeleted(queries: Pick<Queries, 'get'>, accountId: string): Promise<boolean> {
  return (await queries.get(selectDeleted, { accountId })) !== undefined;
}

/** Keeps the card that profile gave of an account that is not deleted, unless one is there. */
export async function putCardIfUnknown(tx: Transaction, { private: isPrivate, ...card }: Card): Promise<void> {
  await tx.run(insertPerson, { ...card, isPrivate });
}

/** Forgets what an account that is gone had here beside what it wrote. */
export async function forgetAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.run('delete from thread_mute where account_id = :accountId', { accountId });
}
