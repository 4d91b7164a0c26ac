import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { MutedTerm, Term } from '../domain/muted-term.ts';

interface TermRow {
  term_id: string;
  term: string;
  hashtag: number;
  expire_time: number | null;
}

// A mute that has ended, and is still there, gives way: the new one has an id of its own.
const deleteEnded = `
  delete from muted_term
  where account_id = :accountId and term = :term and hashtag = :hashtag and expire_time <= :now`;
const updateTerm = `
  update muted_term set expire_time = :expireTime
  where account_id = :accountId and term = :term and hashtag = :hashtag
  returning term_id, term, hashtag, expire_time`;
const insertTerm = `
  insert into muted_term (term_id, account_id, term, hashtag, expire_time)
  values (:termId, :accountId, :term, :hashtag, :expireTime)`;
const deleteTerm = 'delete from muted_term where account_id = :accountId and term_id = :termId';
const deleteTermsOf = 'delete from muted_term where account_id = :accountId';
const deleteAllEnded = 'delete from muted_term where expire_time <= :now';
const countTerms = `
  select count(*) as count from muted_term
  where account_id = :accountId and (expire_time is null or expire_time > :now)`;
const selectTerms = `
  select term_id, term, hashtag, expire_time from muted_term
  where account_id = :accountId and term_id < :before and (expire_time is null or expire_time > :now)
  order by term_id desc limit :limit`;

/** Changes when the mute of a term ends. Undefined where it is not muted. */
export async function changeTerm(
  tx: Transaction,
  accountId: string,
  { term, hashtag }: Term,
  times: { now: Date; expireTime: Date | undefined },
): Promise<MutedTerm | undefined> {
  await tx.run(deleteEnded, { accountId, term, hashtag, now: times.now.getTime() });
  const expireTime = times.expireTime?.getTime() ?? null;
  const [row] = await tx.all<TermRow>(updateTerm, { accountId, term, hashtag, expireTime });
  return row && termFromRow(row);
}

export async function addTerm(tx: Transaction, accountId: string, muted: MutedTerm): Promise<void> {
  const { termId, term, hashtag, expireTime } = muted;
  await tx.run(insertTerm, { accountId, termId, term, hashtag, expireTime: expireTime?.getTime() ?? null });
}

/** Ends the mute of a term. False where the account has none of this id. */
export async function removeTerm(tx: Transaction, accountId: string, termId: string): Promise<boolean> {
  return (await tx.run(deleteTerm, { accountId, termId })) > 0;
}

export async function removeTermsOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(deleteTermsOf, { accountId });
}

/** Forgets mutes of terms that have ended by themselves. */
export async function removeEndedTerms(tx: Transaction, now: Date): Promise<void> {
  await tx.run(deleteAllEnded, { now: now.getTime() });
}

/** How many terms an account mutes now. */
export async function countMutedTerms(tx: Transaction, accountId: string, now: Date): Promise<number> {
  return (await tx.get<{ count: number }>(countTerms, { accountId, now: now.getTime() }))?.count ?? 0;
}

/** The terms that an account mutes now, the newest first; only those older than the term `before`. */
export async function findMutedTerms(
  queries: Pick<Queries, 'all'>,
  accountId: string,
  page: { before: string; limit: number; now: Date },
): Promise<MutedTerm[]> {
  const rows = await queries.all<TermRow>(selectTerms, { accountId, ...page, now: page.now.getTime() });
  return rows.map(termFromRow);
}

function termFromRow(row: TermRow): MutedTerm {
  return {
    termId: row.term_id,
    term: row.term,
    hashtag: row.hashtag !== 0,
    expireTime: row.expire_time === null ? undefined : new Date(row.expire_time),
  };
}
