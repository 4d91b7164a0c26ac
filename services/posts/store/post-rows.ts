import type { Relation } from '../../audience/decide.ts';
import { stranger } from '../../audience/decide.ts';
import { type RelationRow, relationColumns, relationFromRow } from '../../audience/replica/relation-sql.ts';
import type { MentionedPerson, PostAudience, TextSpan, ViewedPost } from '../domain/post.ts';

/** A row of `postColumns`. */
export interface PostRow extends RelationRow {
  post_id: string;
  author_id: string;
  handle: string;
  display_name: string;
  text: string;
  spans: string;
  people: string;
  audience: PostAudience;
  create_time: number;
  like_count: number;
  comment_count: number;
  viewer_liked: number;
  mentioned: number;
}

// Of a person whom a post mentions the oracle asks no more than who blocks whom. Most viewers are blocked by nobody:
// one search for all rows then answers for each.
const people = `
  (select json_group_array(json_array(person.account_id, person.handle, person.display_name,
     exists (select 1 from block where blocked_id = :viewer) and
       exists (select 1 from block where blocker_id = person.account_id and blocked_id = :viewer)))
   from post_mention join person on person.account_id = post_mention.account_id
   where post_mention.post_id = post.post_id)`;

/** Whether a post mentions a viewer, as a column; looked up only where the answer matters. */
export function mentionedColumn(viewer: string): string {
  return `
    (post.audience <> 'public' and
      exists (select 1 from post_mention where post_id = post.post_id and account_id = ${viewer})) as mentioned`;
}

/** The columns of a PostRow, for `:viewer`; in the statement's `from` stands `post` with `postAuthor`. */
export const postColumns = `
  post.post_id, post.author_id, author.handle, author.display_name, post.text, post.spans, post.audience,
  post.create_time, post.like_count, post.comment_count, ${people} as people,
  exists (select 1 from post_like where post_id = post.post_id and account_id = :viewer) as viewer_liked,
  ${mentionedColumn(':viewer')}, ${relationColumns(':viewer', 'post.author_id')}`;

/** Without an author there is no post: not even in the moment before a deleted account's are removed. */
export const postAuthor = 'join person as author on author.account_id = post.author_id';

export function postFromRow(row: PostRow): ViewedPost {
  return {
    postId: row.post_id,
    authorId: row.author_id,
    author: { accountId: row.author_id, handle: row.handle, displayName: row.display_name },
    text: row.text,
    spans: spansFromColumn(row.spans),
    people: peopleFromColumn(row.people),
    audience: row.audience,
    createTime: new Date(row.create_time),
    likeCount: row.like_count,
    commentCount: row.comment_count,
    viewerLiked: row.viewer_liked !== 0,
    mentioned: row.mentioned !== 0,
    relation: relationFromRow(row),
  };
}

// Both columns hold arrays of arrays: short to store and quick to read.
type SpanItem = [startByte: number, endByte: number, kind: '@' | '#', value: string];
type PersonItem = [accountId: string, handle: string, displayName: string, blockedBy: number];

const blocked: Relation = { ...stranger, blockedBy: true };

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

function spansFromColumn(column: string): TextSpan[] {
  if (column === '[]') return [];
  const items: SpanItem[] = JSON.parse(column);
  return items.map(([startByte, endByte, kind, value]) =>
    kind === '@'
      ? { startByte, endByte, kind: 'mention', accountId: value }
      : { startByte, endByte, kind: 'hashtag', hashtag: value },
  );
}

function peopleFromColumn(column: string): MentionedPerson[] {
  if (column === '[]') return [];
  const items: PersonItem[] = JSON.parse(column);
  return items.map(([accountId, handle, displayName, blockedBy]) => ({
    card: { accountId, handle, displayName },
    relation: blockedBy === 0 ? stranger : blocked,
  }));
}
