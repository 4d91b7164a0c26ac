import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';

/** That somebody likes, reposts, quotes or commented on a post of another. */
export interface Engagement {
  readonly postId: string;
  readonly accountId: string;
  readonly kind: 'like' | 'repost' | 'comment' | 'quote';
  /** The comment, or the post that quotes; empty for likes and reposts. */
  readonly refId: string;
}

/** Who has, or had, to do with which post. */
export type Engaged = Pick<Engagement, 'postId' | 'accountId'>;

const field = (name: keyof Engagement | 'createTime') => fieldOf('new', `$.${name}`);

// The logs do not wait for each other: what comes of a post or of somebody that is gone counts for nothing.
const insertEngagements = `
  insert into engagement (post_id, account_id, kind, ref_id, create_time)
  select ${field('postId')}, ${field('accountId')}, ${field('kind')}, ${field('refId')}, ${field('createTime')}
  from ${listRows(':engagements')} as new
  where not exists (select 1 from deleted_account where account_id = ${field('accountId')})
    and not exists (
      select 1 from post_header where post_id in (${field('postId')}, ${field('refId')}) and state = 'purged')
  on conflict do nothing
  returning post_id, account_id, create_time`;

/** Keeps who has to do with posts of others. Those that are new. */
export async function addEngagements(
  tx: Transaction,
  engagements: readonly (Engagement & { readonly createTime: Date })[],
): Promise<(Engaged & { readonly createTime: Date })[]> {
  if (engagements.length === 0) return [];
  const rows = engagements.map((one) => ({ ...one, createTime: one.createTime.getTime() }));
  const added = await tx.all<EngagedRow & { create_time: number }>(insertEngagements, {
    engagements: JSON.stringify(rows),
  });
  return added.map((row) => ({ ...engagedFromRow(row), createTime: new Date(row.create_time) }));
}

interface EngagedRow {
  post_id: string;
  account_id: string;
}

const remove = (condition: string) => `delete from engagement where ${condition} returning post_id, account_id`;

const key = (name: keyof Engagement) => fieldOf('taken', `$.${name}`);
const removals = {
  keys: remove(`(post_id, account_id, kind, ref_id) in (
    select ${key('postId')}, ${key('accountId')}, ${key('kind')}, ${key('refId')} from ${listRows(':keys')} as taken)`),
  refs: remove(`ref_id <> '' and ${inList('ref_id', ':refs')}`),
  posts: remove(inList('post_id', ':posts')),
  account: remove('account_id = :account'),
} as const;

export function removeEngagements(tx: Transaction, keys: readonly Engagement[]): Promise<Engaged[]> {
  return removed(tx, removals.keys, { keys: JSON.stringify(keys) });
}

/** Those by some comments, or by some posts that quote. */
export function removeEngagementsBy(tx: Transaction, refs: readonly string[]): Promise<Engaged[]> {
  return removed(tx, removals.refs, { refs: JSON.stringify(refs) });
}

/** All with some posts. */
export async function forgetEngagements(tx: Transaction, posts: readonly string[]): Promise<void> {
  await removed(tx, removals.posts, { posts: JSON.stringify(posts) });
}

/** All of an account. */
export async function forgetEngagementsOf(tx: Transaction, account: string): Promise<void> {
  await removed(tx, removals.account, { account });
}

const selectEngaged = `
  select distinct account_id from engagement where post_id = :postId and create_time <= :until order by account_id`;

/** Who had to do with a post until a time. */
export async function findEngaged(tx: Transaction, postId: string, until: Date): Promise<string[]> {
  const rows = await tx.all<{ account_id: string }>(selectEngaged, { postId, until: until.getTime() });
  return rows.map((row) => row.account_id);
}

const selectEdited = `
  select post_id, author_id, edit_time from post_header
  where edit_time > 0 and state <> 'purged' and ${inList('post_id', ':posts')}`;

/** A post whose text was changed. */
export interface EditedPost {
  readonly postId: string;
  readonly authorId: string;
  readonly editTime: Date;
}

/** Those of some posts that were edited, by id. */
export async function findEdited(tx: Transaction, posts: readonly string[]): Promise<Map<string, EditedPost>> {
  type Row = { post_id: string; author_id: string; edit_time: number };
  const rows = await tx.all<Row>(selectEdited, { posts: JSON.stringify(posts) });
  return new Map(
    rows.map((row) => [
      row.post_id,
      { postId: row.post_id, authorId: row.author_id, editTime: new Date(row.edit_time) },
    ]),
  );
}

async function removed(tx: Transaction, sql: string, params: Record<string, string>): Promise<Engaged[]> {
  return (await tx.all<EngagedRow>(sql, params)).map(engagedFromRow);
}

function engagedFromRow(row: EngagedRow): Engaged {
  return { postId: row.post_id, accountId: row.account_id };
}
