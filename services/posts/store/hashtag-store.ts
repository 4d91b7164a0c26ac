import { partedColumn, privateColumn } from '../../audience/replica/relation-sql.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import { addEntries, entryColumns, keepLimit, type NewEntry, removeEntries, trimEntries } from './home-store.ts';

/** How many hashtags an account follows at most. */
export const hashtagLimit = 200;

/** Who follows which hashtag. */
export interface HashtagFollow {
  readonly accountId: string;
  /** Folded. */
  readonly hashtag: string;
}

const insertFollow = `
  insert into hashtag_follow (account_id, hashtag) values (:accountId, :hashtag) on conflict do nothing`;

/**
 * A post comes to a reader by its hashtag. Who is not to see it gets no entry, lest it displace others; the oracle is asked
 * at each read. Of a private author one gets what one follows them for.
 */
export const comesByHashtag = (reader: string) => `
  (post.audience = 'public' and not ${privateColumn('post.author_id')}
    and not ${partedColumn(reader, 'post.author_id')})`;

const insertBackfill = `
  insert into home_entry (${entryColumns})
  select :accountId, post.post_id, '#' || :hashtag, post.post_id, post.author_id, post.position
  from post_hashtag join post on post.post_id = post_hashtag.post_id
  where post_hashtag.hashtag = :hashtag and ${comesByHashtag(':accountId')}
  order by post_hashtag.post_id desc limit ${keepLimit}
  on conflict do nothing`;

/** Follows a hashtag: what was written with it comes to the home timeline. False if there are too many then. */
export async function followHashtag(tx: Transaction, follow: HashtagFollow): Promise<boolean> {
  const { accountId } = follow;
  if ((await tx.run(insertFollow, { ...follow })) === 0) return true;
  if ((await findFollowedHashtags(tx, accountId)).length > hashtagLimit) return false;
  await tx.run(insertBackfill, { ...follow });
  await trimEntries(tx, [accountId]);
  return true;
}

const deleteFollow = 'delete from hashtag_follow where account_id = :accountId and hashtag = :hashtag';
const deleteEntries = `delete from home_entry where owner_id = :accountId and source = '#' || :hashtag`;

/** Follows a hashtag no more: what came by it leaves the home timeline. */
export async function unfollowHashtag(tx: Transaction, follow: HashtagFollow): Promise<void> {
  await tx.run(deleteFollow, { ...follow });
  await tx.run(deleteEntries, { ...follow });
}

/** The hashtags that an account follows, in the order of the alphabet. */
export async function findFollowedHashtags(queries: Pick<Queries, 'all'>, accountId: string): Promise<string[]> {
  const sql = 'select hashtag from hashtag_follow where account_id = :accountId order by hashtag';
  return (await queries.all<{ hashtag: string }>(sql, { accountId })).map(({ hashtag }) => hashtag);
}

const insertEntries = `
  insert into home_entry (${entryColumns})
  select hashtag_follow.account_id, post.post_id, '#' || post_hashtag.hashtag, post.post_id, post.author_id, post.position
  from post join post_hashtag on post_hashtag.post_id = post.post_id
    join hashtag_follow on hashtag_follow.hashtag = post_hashtag.hashtag
  where ${inList('post.post_id', ':postIds')} and ${comesByHashtag('hashtag_follow.account_id')}
  on conflict do nothing
  returning owner_id, position`;

/** Puts posts into the timelines of who follows their hashtags. */
export function addHashtagEntries(tx: Transaction, postIds: readonly string[]): Promise<NewEntry[]> {
  return addEntries(tx, insertEntries, { postIds: JSON.stringify(postIds) });
}

const deleteStaleEntries = `
  delete from home_entry
  where position in (select position from post where ${inList('post_id', ':postIds')}) and source like '#%'
    and not exists (
      select 1 from post_hashtag
      where post_hashtag.post_id = home_entry.post_id and '#' || post_hashtag.hashtag = home_entry.source)
  returning owner_id`;

/** Takes posts out of the timelines of who follows hashtags that they have no more. Gives their owners. */
export function removeHashtagEntries(tx: Transaction, postIds: readonly string[]): Promise<string[]> {
  return removeEntries(tx, deleteStaleEntries, { postIds: JSON.stringify(postIds) });
}

/** Whose posts, in whose timeline; without a reader in everybody's. */
interface AuthorAndReader {
  readonly authorId: string;
  readonly readerId?: string;
}

// The newest posts with hashtags: no timeline keeps more.
const taggedOf = `
  from (
    select * from post
    where author_id = :authorId and exists (select 1 from post_hashtag where post_hashtag.post_id = post.post_id)
    order by post_id desc limit ${keepLimit}) as post
    cross join post_hashtag on post_hashtag.post_id = post.post_id
    cross join hashtag_follow on hashtag_follow.hashtag = post_hashtag.hashtag
  where (:readerId is null or hashtag_follow.account_id = :readerId)`;

const insertOfAuthor = `
  insert into home_entry (${entryColumns})
  select hashtag_follow.account_id, post.post_id, '#' || post_hashtag.hashtag, post.post_id, post.author_id, post.position
  ${taggedOf} and ${comesByHashtag('hashtag_follow.account_id')}
  on conflict do nothing
  returning owner_id, position`;

/** Puts what an author wrote into the timelines of who follows its hashtags. Gives their owners. */
export async function backfillHashtagsOf(tx: Transaction, { authorId, readerId }: AuthorAndReader): Promise<string[]> {
  const added = await addEntries(tx, insertOfAuthor, { authorId, readerId: readerId ?? null });
  const owners = [...new Set(added.map(({ ownerId }) => ownerId))];
  await trimEntries(tx, owners);
  return owners;
}

const deleteOfReader = `
  delete from home_entry
  where owner_id = :readerId and author_id = :authorId and source like '#%' returning owner_id`;

const deleteOfAuthor = `
  delete from home_entry where (owner_id, entry_id, source) in (
    select hashtag_follow.account_id, post.post_id, '#' || post_hashtag.hashtag
    from post cross join post_hashtag on post_hashtag.post_id = post.post_id
      cross join hashtag_follow on hashtag_follow.hashtag = post_hashtag.hashtag
    where post.author_id = :authorId)
  returning owner_id`;

/** Takes what came of an author by its hashtags out of timelines. Gives their owners. */
export function removeHashtagsOf(tx: Transaction, { authorId, readerId }: AuthorAndReader): Promise<string[]> {
  return readerId === undefined
    ? removeEntries(tx, deleteOfAuthor, { authorId })
    : removeEntries(tx, deleteOfReader, { authorId, readerId });
}
