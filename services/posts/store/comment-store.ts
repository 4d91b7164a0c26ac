import type { Queries, Transaction } from '../../kit/database/database.ts';
import { inList, listRows } from '../../kit/database/dialect.ts';

const insertComment = `
  insert into post_comment (comment_id, post_id, author_id, parent_id)
  select :commentId, :postId, :authorId, :parentId where exists (select 1 from post where post_id = :postId)
  on conflict do nothing`;

/** A comment, as far as it is counted. */
export interface CountedComment {
  readonly commentId: string;
  readonly postId: string;
  readonly authorId: string;
  /** The comment that it answers. */
  readonly parentId: string | undefined;
}

/** Adds a comment. False if it was there, or its post is not. */
export async function addComment(tx: Transaction, comment: CountedComment): Promise<boolean> {
  return (await tx.run(insertComment, { ...comment, parentId: comment.parentId ?? null })) > 0;
}

// 1 for ever, 2 while it is held anew for an edit: neither counts.
const markDeleted = 'update post_comment set deleted = 1 where comment_id = :commentId and deleted <> 1';

const deleteComments = `delete from post_comment where ${inList('comment_id', ':ids')}`;

/** Counts a comment no more. False if it was not counted. What is under it is, unless it is gone altogether. */
export async function endComment(tx: Transaction, commentId: string, removedIds: readonly string[]): Promise<boolean> {
  const ended = await tx.run(markDeleted, { commentId });
  if (removedIds.length > 0) await tx.run(deleteComments, { ids: JSON.stringify(removedIds) });
  return ended > 0;
}

/** Hides a comment, or shows it again. False if that was so. */
export async function markHidden(tx: Transaction, commentId: string, hidden: boolean): Promise<boolean> {
  const sql = 'update post_comment set hidden = :hidden where comment_id = :commentId and hidden <> :hidden';
  return (await tx.run(sql, { commentId, hidden })) > 0;
}

const hold = 'update post_comment set hidden = 1, deleted = 2 where comment_id = :commentId and deleted = 0';

/** Holds a comment anew: it counts for nobody, what is under it as if it were hidden. False if nothing changes. */
export async function holdComment(tx: Transaction, commentId: string): Promise<boolean> {
  return (await tx.run(hold, { commentId })) > 0;
}

const release = `
  update post_comment set hidden = 0, deleted = case deleted when 2 then 0 else deleted end
  where comment_id = :commentId and hidden = 1`;

/** Ends that a comment is held. False if it was not. */
export async function releaseComment(tx: Transaction, commentId: string): Promise<boolean> {
  return (await tx.run(release, { commentId })) > 0;
}

const addToCounts = `
  update post set all_comments = all_comments + :change, comment_count = comment_count + :change
  where post_id = :postId and hidden_comments = 0`;

// From the hidden comments down: as many as there are to be taken away.
const countAnew = `
  update post set
    all_comments = (select count(*) from post_comment where post_id = :postId and deleted = 0),
    hidden_comments = (select count(*) from post_comment where post_id = :postId and hidden = 1),
    comment_count = (select count(*) from post_comment where post_id = :postId and deleted = 0) - (
      with recursive closed (comment_id) as (
        select comment_id from post_comment where post_id = :postId and hidden = 1
        union
        select below.comment_id from closed join post_comment as below on below.parent_id = closed.comment_id)
      select count(*) from closed cross join post_comment using (comment_id) where deleted = 0)
  where post_id = :postId`;

/** Counts a comment more or less of a post. */
export async function changeCommentCount(tx: Transaction, postId: string, change: 1 | -1): Promise<void> {
  if ((await tx.run(addToCounts, { postId, change })) === 0) await recountComments(tx, postId);
}

/** Counts the comments of a post anew. A post that is gone is passed over. */
export async function recountComments(tx: Transaction, postId: string): Promise<void> {
  await tx.run(countAnew, { postId });
}

// What a viewer does not see, they do not see what stands under it either. A deleted comment has no author to hide it.
const selectSeen = `
  with recursive closed (comment_id, post_id) as (
    select comment.comment_id, comment.post_id
    from ${listRows(':postIds')} as wanted cross join post_comment as comment on comment.post_id = wanted.value
    where comment.deleted = 0 and ${inList('comment.author_id', ':unseen')}
    union
    select comment.comment_id, comment.post_id
    from ${listRows(':postIds')} as wanted
      join post_comment as comment on comment.post_id = wanted.value and comment.hidden = 1
      join post on post.post_id = comment.post_id
    where post.author_id <> :viewerId and (comment.deleted = 1 or comment.author_id <> :viewerId)
    union
    select below.comment_id, below.post_id
    from closed join post_comment as below on below.parent_id = closed.comment_id)
  select post_id, all_comments - (
    select count(*) from closed cross join post_comment using (comment_id)
    where closed.post_id = post.post_id and deleted = 0) as seen
  from post where ${inList('post_id', ':postIds')}`;

/** How many comments of some posts a viewer sees, who does not see those of some people; by post. */
export async function countSeenComments(
  queries: Pick<Queries, 'all'>,
  viewerId: string,
  unseen: readonly string[],
  postIds: readonly string[],
): Promise<Map<string, number>> {
  const params = { viewerId, unseen: JSON.stringify(unseen), postIds: JSON.stringify(postIds) };
  const rows = await queries.all<{ post_id: string; seen: number }>(selectSeen, params);
  return new Map(rows.map((row) => [row.post_id, row.seen]));
}
