import {
  inCircleColumn,
  privateColumn,
  type RelationRow,
  relationColumns,
  relationFromRow,
} from '../../audience/replica/relation-sql.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { CommentPolicy, PostAudience, PostHeader, ViewedPost } from '../domain/post.ts';

/** The columns of a post and its thread as they stand to one viewer. */
export interface PostRow extends RelationRow {
  post_id: string;
  author_id: string;
  audience: PostAudience;
  comment_policy: CommentPolicy;
  state: 'live' | 'deleted' | 'purged';
  mentioned: number;
  author_private: number;
  in_circle: number;
  locked: number | null;
  approval_required: number | null;
}

/** SQL text of what the columns of a PostRow come from. */
export const postTables = 'post_header left join thread on thread.post_id = post_header.post_id';

/** SQL text of the columns of a PostRow, from `postTables`, for the viewer `:viewer`. */
export const postColumns = `
  post_header.post_id, post_header.author_id, post_header.audience, post_header.comment_policy, post_header.state,
  exists (select 1 from post_mention as m where m.post_id = post_header.post_id and m.account_id = :viewer) as mentioned,
  ${privateColumn('post_header.author_id')} as author_private,
  ${inCircleColumn(':viewer', 'post_header.circle_id')} as in_circle,
  ${relationColumns(':viewer', 'post_header.author_id')}, thread.locked, thread.approval_required`;

const selectPost = `select ${postColumns} from ${postTables} where post_header.post_id = :postId`;

const insertHeaderRow = `
  insert into post_header (post_id, author_id, audience, circle_id, comment_policy, state)
  values (:postId, :authorId, :audience, :circleId, :commentPolicy, 'live')`;

// What the log says is complete, so it also corrects what posts answered earlier. A deleted post stays deleted.
const upsertHeader = `
  ${insertHeaderRow}
  on conflict (post_id) do update set author_id = excluded.author_id, audience = excluded.audience,
    circle_id = excluded.circle_id, comment_policy = excluded.comment_policy
  where state = 'live'`;

const insertHeader = `
  ${insertHeaderRow}
  on conflict (post_id) do nothing`;

const insertMentions = `
  insert into post_mention (post_id, account_id) select :postId, value from ${listRows(':mentionedIds')} where true
  on conflict do nothing`;

const deleteMentions = 'delete from post_mention where post_id = :postId';

// A header that is not known yet has no meaning of its own: it keeps a late answer from bringing the post back.
const updateState = `
  insert into post_header (post_id, author_id, audience, state) values (:postId, :authorId, 'mentioned', :state)
  on conflict (post_id) do update set state = excluded.state where state <> 'purged'`;

/** A post as it stands to a viewer, deleted ones too; undefined if it is not known here. */
export async function findPost(
  queries: Pick<Queries, 'get'>,
  postId: string,
  viewerId: string | undefined,
): Promise<ViewedPost | undefined> {
  const row = await queries.get<PostRow>(selectPost, { postId, viewer: viewerId ?? null });
  return row && postFromRow(row);
}

/** Keeps what posts' log says of a new post. */
export async function putPost(tx: Transaction, header: PostHeader): Promise<void> {
  await keep(tx, upsertHeader, header);
}

/** Keeps what posts answered of a post, unless something is known of it already. */
export async function putPostIfUnknown(tx: Transaction, header: PostHeader): Promise<void> {
  await keep(tx, insertHeader, header);
}

async function keep(tx: Transaction, sql: string, { mentionedIds, ...header }: PostHeader) {
  const changed = await tx.run(sql, { ...header, circleId: header.circleId ?? null });
  if (changed > 0) await putMentions(tx, header.postId, mentionedIds);
}

async function putMentions(tx: Transaction, postId: string, mentionedIds: readonly string[]): Promise<void> {
  await tx.run(deleteMentions, { postId });
  await tx.run(insertMentions, { postId, mentionedIds: JSON.stringify(mentionedIds) });
}

/** Keeps what an edit changed of a post. */
export async function editPost(
  tx: Transaction,
  { postId, commentPolicy, mentionedIds }: Pick<PostHeader, 'postId' | 'commentPolicy' | 'mentionedIds'>,
): Promise<void> {
  const sql = `
    update post_header set comment_policy = :commentPolicy where post_id = :postId and state <> 'purged'`;
  if ((await tx.run(sql, { postId, commentPolicy })) > 0) await putMentions(tx, postId, mentionedIds);
}

// Of a post that is gone nothing is kept, whatever was known of it.
const forgetHeader = `
  update post_header set audience = 'mentioned', circle_id = null, comment_policy = 'everyone' where post_id = :postId`;

/** Marks a post deleted, live again, or gone for ever. */
export async function setPostState(
  tx: Transaction,
  { postId, authorId }: Pick<PostHeader, 'postId' | 'authorId'>,
  state: PostRow['state'],
): Promise<void> {
  await tx.run(updateState, { postId, authorId, state });
  if (state !== 'purged') return;
  await tx.run(forgetHeader, { postId });
  await tx.run(deleteMentions, { postId });
}

/** The posts of an account that are not gone for ever. */
export async function findPostIdsOfAuthor(tx: Transaction, authorId: string): Promise<string[]> {
  const sql = `select post_id from post_header where author_id = :authorId and state <> 'purged' order by post_id`;
  return (await tx.all<{ post_id: string }>(sql, { authorId })).map((row) => row.post_id);
}

export function postFromRow(row: PostRow): ViewedPost {
  return {
    postId: row.post_id,
    authorId: row.author_id,
    audience: row.audience,
    commentPolicy: row.comment_policy,
    state: row.state === 'live' ? 'live' : 'deleted',
    authorPrivate: row.author_private !== 0,
    inCircle: row.in_circle !== 0,
    mentioned: row.mentioned !== 0,
    relation: relationFromRow(row),
    locked: row.locked === 1,
    approvalRequired: row.approval_required === 1,
  };
}
