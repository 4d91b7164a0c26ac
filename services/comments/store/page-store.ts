import type { Queries } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { ReadComment } from '../domain/comment.ts';
import type { ViewedPost } from '../domain/post.ts';
import { type CommentItem, commentFromItem, commentObject } from './comment-rows.ts';
import { type PostRow, postColumns, postFromRow, postTables } from './post-store.ts';

/** Where comments stand: on a post, or under a comment of it. */
export interface Place {
  readonly postId: string;
  readonly parentCommentId: string | undefined;
}

/** Some comments that stand at one place, and the post, read in one go; hidden ones too. */
export interface RawPage {
  readonly post: ViewedPost;
  readonly comments: readonly ReadComment[];
}

/** A page in the order of likes. */
export interface RawTopPage extends RawPage {
  /** Those of `set` that stand there, in any order. */
  readonly setAside: readonly ReadComment[];
  /** The position of the newest event that the page knows of. */
  readonly head: bigint;
}

type Reading = Pick<Queries, 'get'>;

// Closed comments are left to those who may see some of them, so that many that are held make no list slow.
const openToViewer = '(closed is null or author_id = :viewer or post_header.author_id = :viewer)';

const listOf = (source: string) => `(select json_group_array(${commentObject('c')}) from (${source}) as c)`;

const onPost = 'comment.post_id = :postId and comment.parent_comment_id is null';
const underParent = 'comment.post_id = :postId and comment.parent_comment_id = :parentCommentId';

function selectOf(columns: (place: string) => string) {
  const select = (place: string) =>
    `select ${postColumns}, ${columns(place)} from ${postTables} where post_header.post_id = :postId`;
  return { onPost: select(onPost), underParent: select(underParent) };
}

const byId = (comparison: string, direction: string) =>
  selectOf(
    (place) =>
      `${listOf(`
      select * from comment where ${place} and ${openToViewer} and comment_id ${comparison} :after
      order by comment_id ${direction} limit :limit`)} as comments`,
  );

const statements = {
  oldest: byId('>', 'asc'),
  newest: byId('<', 'desc'),
  // `+` keeps the search to the index by likes.
  top: selectOf(
    (place) => `${listOf(`
      select * from comment where ${place} and ${openToViewer} and like_count <= :likes
        and (like_count < :likes or comment_id > :after) and not ${inList('+comment_id', ':set')}
      order by like_count desc, comment_id limit :limit`)} as comments,
    ${listOf(`select * from comment where ${place} and ${openToViewer} and ${inList('comment_id', ':set')}`)} as set_aside,
    (select coalesce(max(position), 0) from event) as head`,
  ),
};

type PageRow = PostRow & { comments: string };

/** At most `limit` comments after, or before, a comment id; undefined if the post is not known here. */
export async function readPageById(
  queries: Reading,
  order: 'oldest' | 'newest',
  place: Place,
  page: { viewerId: string | undefined; after: string; limit: number },
): Promise<RawPage | undefined> {
  const row = await queries.get<PageRow>(...bind(order, place, page));
  return row && { post: postFromRow(row), comments: commentsFrom(row.comments) };
}

/** At most `limit` comments that stand behind a place in the order of likes, without those of a set, which come aside. */
export async function readTopPage(
  queries: Reading,
  place: Place,
  page: { viewerId: string | undefined; likes: number; after: string; limit: number; set: readonly string[] },
): Promise<RawTopPage | undefined> {
  const params = { ...page, set: JSON.stringify(page.set) };
  const row = await queries.get<PageRow & { set_aside: string; head: number }>(...bind('top', place, params));
  if (!row) return undefined;
  const setAside = commentsFrom(row.set_aside);
  return { post: postFromRow(row), comments: commentsFrom(row.comments), setAside, head: BigInt(row.head) };
}

function bind<P extends { viewerId: string | undefined }>(
  order: keyof typeof statements,
  { postId, parentCommentId }: Place,
  { viewerId, ...rest }: P,
) {
  const params = { postId, viewer: viewerId ?? null, ...rest };
  const statement = statements[order];
  return parentCommentId === undefined
    ? ([statement.onPost, params] as const)
    : ([statement.underParent, { ...params, parentCommentId }] as const);
}

function commentsFrom(json: string): ReadComment[] {
  const items: CommentItem[] = JSON.parse(json);
  return items.map(commentFromItem);
}

const selectComments = `
  select ${commentObject('comment')} as comment from comment where ${inList('comment_id', ':commentIds')}`;

/** Some comments as they stand to one viewer, hidden ones too, by id. */
export async function readComments(
  queries: Pick<Queries, 'all'>,
  commentIds: readonly string[],
  viewerId: string | undefined,
): Promise<Map<string, ReadComment>> {
  const params = { commentIds: JSON.stringify(commentIds), viewer: viewerId ?? null };
  const rows = await queries.all<{ comment: string }>(selectComments, params);
  const items = rows.map(({ comment }): CommentItem => JSON.parse(comment));
  return new Map(items.map((item) => [item.comment_id, commentFromItem(item)]));
}
