import type { Card } from '../../audience/replica/people-store.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, listRows } from '../../kit/database/dialect.ts';

// What profile's log told or will tell later counts more than an answer of profile.
const insertPeople = `
  insert into person (account_id, handle, display_name, private)
  select ${fieldOf('card', '$.accountId')}, ${fieldOf('card', '$.handle')}, ${fieldOf('card', '$.displayName')}, ${fieldOf('card', '$.private')}
  from ${listRows(':cards')} as card
  where ${fieldOf('card', '$.accountId')} not in (select account_id from deleted_account)
  on conflict do nothing`;

/** Keeps cards that profile gave before its log told of them. Those of deleted accounts are passed over. */
export async function learnPeople(tx: Transaction, cards: readonly Card[]): Promise<void> {
  if (cards.length > 0) await tx.run(insertPeople, { cards: JSON.stringify(cards) });
}

const updatePrivacy = `
  update person set private = :isPrivate where account_id = :accountId and private <> :isPrivate`;

/** Notes whether an account is private. False if that is known, or the account is not. */
export async function changePrivacy(tx: Transaction, accountId: string, isPrivate: boolean): Promise<boolean> {
  return (await tx.run(updatePrivacy, { accountId, isPrivate })) > 0;
}

const insertDeleted = 'insert into deleted_account (account_id) values (:accountId) on conflict do nothing';

/** Remembers that an account is gone, and removes its home timeline. */
export async function forgetAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(insertDeleted, { accountId });
  await tx.run('delete from home_entry where owner_id = :accountId', { accountId });
  await tx.run('delete from home_floor where owner_id = :accountId', { accountId });
}
