import type { Queries, Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { NewAccount } from '../domain/account.ts';
import { searchTerms } from '../domain/search-term.ts';

type Reader = Pick<Queries, 'get'>;

/** What signing in needs to know of an account. */
export interface Credentials {
  readonly accountId: string;
  readonly passwordHash: string;
}

const selectHandle = 'select 1 from handle where handle = :handle';
const selectAccount = 'select 1 from account where account_id = :accountId';
const selectCredentials = 'select account_id, password_hash from account where handle = :handle';
const selectPasswordHash = 'select password_hash from account where account_id = :accountId';
const insertHandle = 'insert into handle (handle) values (:handle) on conflict (handle) do nothing';
const insertAccount = `
  insert into account (account_id, handle, display_name, bio, password_hash, create_time, revision, private)
  values (:accountId, :handle, :displayName, :bio, :passwordHash, :createTime, 1, :private)`;
const updateAccount = `
  update account set display_name = :displayName, bio = :bio, revision = revision + 1
  where account_id = :accountId`;
const updatePasswordHash = `
  update account set password_hash = :to where account_id = :accountId and password_hash = :from`;
const updatePrivate = `
  update account set private = :isPrivate, revision = revision + 1 where account_id = :accountId`;
const deleteAccountRow = 'delete from account where account_id = :accountId';
const deleteTerms = 'delete from search_term where account_id = :accountId';
const insertTerms = `
  insert into search_term (term, handle, account_id)
  select value, :handle, :accountId from ${listRows(':terms')}`;

/** Was the handle ever given out? */
export async function isHandleTaken(queries: Reader, handle: string): Promise<boolean> {
  return (await queries.get(selectHandle, { handle })) !== undefined;
}

export async function accountExists(queries: Reader, accountId: string): Promise<boolean> {
  return (await queries.get(selectAccount, { accountId })) !== undefined;
}

export async function findCredentials(queries: Reader, handle: string): Promise<Credentials | undefined> {
  const row = await queries.get<{ account_id: string; password_hash: string }>(selectCredentials, { handle });
  return row && { accountId: row.account_id, passwordHash: row.password_hash };
}

export async function findPasswordHash(queries: Reader, accountId: string): Promise<string | undefined> {
  return (await queries.get<{ password_hash: string }>(selectPasswordHash, { accountId }))?.password_hash;
}

/** Adds an account; false, with nothing changed, where its handle was given out before. */
export async function addAccount(tx: Transaction, account: NewAccount): Promise<boolean> {
  if ((await tx.run(insertHandle, { handle: account.handle })) === 0) return false;
  await tx.run(insertAccount, {
    ...account,
    private: account.private ?? false,
    createTime: account.createTime.getTime(),
  });
  await addTerms(tx, account);
  return true;
}

/** Changes what an account says of itself. */
export async function changeAccount(
  tx: Transaction,
  account: { accountId: string; handle: string; displayName: string; bio: string },
): Promise<void> {
  const { accountId, displayName, bio } = account;
  await tx.run(updateAccount, { accountId, displayName, bio });
  await tx.run(deleteTerms, { accountId });
  await addTerms(tx, account);
}

/** Changes the hash of a password. False, with nothing changed, where it is not `from` any more. */
export async function changePasswordHash(
  tx: Transaction,
  accountId: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  return (await tx.run(updatePasswordHash, { accountId, from, to })) > 0;
}

/** Makes an account private or public. */
export async function changePrivate(tx: Transaction, accountId: string, isPrivate: boolean): Promise<void> {
  await tx.run(updatePrivate, { accountId, isPrivate });
}

/** Removes an account that has nothing any more. Its handle stays taken. */
export async function removeAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(deleteTerms, { accountId });
  await tx.run(deleteAccountRow, { accountId });
}

async function addTerms(
  tx: Transaction,
  account: { accountId: string; handle: string; displayName: string },
): Promise<void> {
  const { accountId, handle, displayName } = account;
  await tx.run(insertTerms, { accountId, handle, terms: JSON.stringify(searchTerms(handle, displayName)) });
}
