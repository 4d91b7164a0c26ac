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

/** The columns of a post as it stands to one viewer. */
export interface PostRow extends RelationRow {
  post_id: string;
  author_id: string;
  audience: PostAudience;
  comment_policy: CommentPolicy;
  state: 'live' | 'deleted';
  mentioned: number;
  author_private: number;
  in_circle: number;
}

/** SQL text of the columns of a PostRow, from `post_header`, for the viewer `:viewer`. */
export const postColumns = `
  post_header.post_id, post_header.author_id, post_header.audience, post_header.comment_policy, post_header.state,
  exists (select 1 from post_mention as m where m.post_id = post_header.post_id and m.account_id = :viewer) as mentioned,
  ${privateColumn('post_header.author_id')} as author_private,
  ${inCircleColumn(':viewer', 'post_header.circle_id')} as in_circle,
  ${relationColumns(':viewer', 'post_header.author_id')}`;

const selectPost = `select ${postColumns} from post_header where post_id = :postId`;

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

// The header of a deleted post stays, without a meaning of its own, so that a late answer cannot bring it back.
const deleteHeader = `
  insert into post_header (post_id, author_id, audience, state) values (:postId, :authorId, 'mentioned', 'deleted')
  on conflict (post_id) do update set audience = excluded.audience, state = excluded.state`;

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
  const { postId } = header;
  const changed = await tx.run(sql, { ...header, circleId: header.circleId ?? null });
  if (changed > 0) await tx.run(insertMentions, { postId, mentionedIds: JSON.stringify(mentionedIds) });
}

/** Marks a post deleted, for ever. */
export async function deletePost(tx: Transaction, postId: string, authorId: string): Promise<void> {
  await tx.run(deleteHeader, { postId, authorId });
  await tx.run('delete from post_mention where post_id = :postId', { postId });
}

export function postFromRow(row: PostRow): ViewedPost {
  return {
    postId: row.post_id,
    authorId: row.author_id,
    audience: row.audience,
    commentPolicy: row.comment_policy,
    authorPrivate: row.author_private !== 0,
    inCircle: row.in_circle !== 0,
    state: row.state,
    mentioned: row.mentioned !== 0,
    relation: relationFromRow(row),
  };
}
