import { type Relation, stranger } from '../../audience/decide.ts';
import { relationColumns, relationFromRow } from '../../audience/replica/relation-sql.ts';
import type { Queries } from '../../kit/database/database.ts';
import type { MentionedPerson, PostAudience, TextSpan, ViewedPost } from '../domain/post.ts';

/** Whether a post mentions a viewer, as a column; looked up only where the answer matters. */
export function mentionedColumn(viewer: string): string {
  return `
    (post.audience <> 'public' and
      exists (select 1 from post_mention where post_id = post.post_id and account_id = ${viewer})) as mentioned`;
}

/** Without an author there is no post: not even in the moment before a deleted account's are removed. */
export const postAuthor = 'join person as author on author.account_id = post.author_id';

// Of a person whom a post mentions the oracle asks no more than who blocks whom. Most viewers are blocked by nobody:
// one search for all rows then answers for each.
const people = `
  (select json_group_array(json_array(person.account_id, person.handle, person.display_name,
     exists (select 1 from block where blocked_id = :viewer) and
       exists (select 1 from block where blocker_id = person.account_id and blocked_id = :viewer)))
   from post_mention join person on person.account_id = post_mention.account_id
   where post_mention.post_id = post.post_id)`;

/**
 * A statement that reads posts for `:viewer`, all of them as one value in JSON: that is quicker than rows of many
 * columns, each of which the driver converts on the main thread.
 * @param from the tables, `post` among them, and the rest of the statement; the posts come in its order
 */
export function selectPosts(from: string, rest: string): string {
  return `
    select json_group_array(json_array(
      post_id, author_id, handle, display_name, text, spans, people, audience, create_time, like_count,
      comment_count, viewer_liked, mentioned, following, followed_by, blocking, blocked_by)) as posts
    from (
      select post.post_id, post.author_id, author.handle, author.display_name, post.text, post.spans,
        ${people} as people, post.audience, post.create_time, post.like_count, post.comment_count,
        exists (select 1 from post_like where post_id = post.post_id and account_id = :viewer) as viewer_liked,
        ${mentionedColumn(':viewer')}, ${relationColumns(':viewer', 'post.author_id')}
      from ${from} ${postAuthor}
      ${rest})`;
}

type PostItem = [
  postId: string,
  authorId: string,
  handle: string,
  displayName: string,
  text: string,
  spans: string,
  people: string,
  audience: PostAudience,
  createTime: number,
  likeCount: number,
  commentCount: number,
  viewerLiked: number,
  mentioned: number,
  following: number,
  followedBy: number,
  blocking: number,
  blockedBy: number,
];
// Both are columns of JSON in themselves, and stay texts in the whole: for SQLite to parse them too would take longer.
type SpanItem = [startByte: number, endByte: number, kind: '@' | '#', value: string];
type PersonItem = [accountId: string, handle: string, displayName: string, blockedBy: number];

/** Runs a statement of `selectPosts`. */
export async function readPosts(
  queries: Pick<Queries, 'get'>,
  sql: string,
  viewer: string | undefined,
  params: Readonly<Record<string, string | number>>,
): Promise<ViewedPost[]> {
  const row = await queries.get<{ posts: string }>(sql, { ...params, viewer: viewer ?? null });
  const items: PostItem[] = JSON.parse(row?.posts ?? '[]');
  return items.map(postFromItem);
}

function postFromItem(item: PostItem): ViewedPost {
  const [postId, authorId, handle, displayName, text, spans, people, audience, createTime, ...counts] = item;
  const [likeCount, commentCount, viewerLiked, mentioned, following, followed_by, blocking, blocked_by] = counts;
  return {
    postId,
    authorId,
    author: { accountId: authorId, handle, displayName },
    text,
    spans: itemsOf<SpanItem>(spans).map(spanFromItem),
    people: itemsOf<PersonItem>(people).map(personFromItem),
    audience,
    createTime: new Date(createTime),
    likeCount,
    commentCount,
    viewerLiked: viewerLiked !== 0,
    mentioned: mentioned !== 0,
    relation: relationFromRow({ following, followed_by, blocking, blocked_by }),
  };
}

function itemsOf<Item>(column: string): Item[] {
  return column === '[]' ? [] : JSON.parse(column);
}

/** Spans as their column keeps them: in JSON, an array each. */
export function spansToColumn(spans: readonly TextSpan[]): string {
  return JSON.stringify(
    spans.map((span): SpanItem => {
      const { startByte, endByte } = span;
      return span.kind === 'mention'
        ? [startByte, endByte, '@', span.accountId]
        : [startByte, endByte, '#', span.hashtag];
    }),
  );
}

function spanFromItem([startByte, endByte, kind, value]: SpanItem): TextSpan {
  return kind === '@'
    ? { startByte, endByte, kind: 'mention', accountId: value }
    : { startByte, endByte, kind: 'hashtag', hashtag: value };
}

const blocked: Relation = { ...stranger, blockedBy: true };

function personFromItem([accountId, handle, displayName, blockedBy]: PersonItem): MentionedPerson {
  return { card: { accountId, handle, displayName }, relation: blockedBy === 0 ? stranger : blocked };
}
