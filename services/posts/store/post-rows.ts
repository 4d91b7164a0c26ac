import type { Queries } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import { spansFromColumn } from '../../text/text-spans.ts';
import type { CommentPolicy, PostAudience, StoredPost } from '../domain/post.ts';

/** A condition: the post mentions somebody. Who it mentions is in its spans and nowhere else. */
export function mentions(accountId: string): string {
  return `
    exists (select 1 from ${listRows('post.spans')} as span
      where ${fieldOf('span', '$[2]')} = '@' and ${fieldOf('span', '$[3]')} = ${accountId})`;
}

// All posts as one value in JSON: quicker than rows of many columns, each of which the driver converts on the main thread.
const selectPosts = `
  select json_group_array(json_array(
    post_id, author_id, text, spans, audience, create_time, like_count, comment_count,
    circle_id, comment_policy, version, edit_time, repost_count, quote_count, quoted_post_id, quoted_author_id,
    quote_removed, pin_time is not null, hidden_comments)) as posts
  from post where ${inList('post_id', ':ids')} and delete_time is null`;

type PostItem = [
  postId: string,
  authorId: string,
  text: string,
  spans: string,
  audience: PostAudience,
  createTime: number,
  likeCount: number,
  commentCount: number,
  circleId: string | null,
  commentPolicy: CommentPolicy,
  version: number,
  editTime: number | null,
  repostCount: number,
  quoteCount: number,
  quotedPostId: string | null,
  quotedAuthorId: string | null,
  quoteRemoved: number,
  pinned: number,
  hiddenComments: number,
];

/** The posts of some ids, by id. There is none that is deleted, also while that can be taken back. */
export async function findStoredPosts(
  queries: Pick<Queries, 'get'>,
  ids: readonly string[],
): Promise<Map<string, StoredPost>> {
  const row = await queries.get<{ posts: string }>(selectPosts, { ids: JSON.stringify(ids) });
  const items: PostItem[] = JSON.parse(row?.posts ?? '[]');
  return new Map(items.map((item) => [item[0], postFromItem(item)]));
}

function postFromItem(item: PostItem): StoredPost {
  const [postId, authorId, text, spans, audience, createTime, likeCount, commentCount, ...more] = item;
  const [circleId, commentPolicy, version, editTime, reposts, quotes, quotedPostId, quotedAuthorId, ...rest] = more;
  const [quoteRemoved, pinned, hiddenComments] = rest;
  return {
    ...{ postId, authorId, text, audience, commentPolicy, version },
    counts: { likes: likeCount, comments: commentCount, reposts, quotes },
    quoted: quotedPostId === null ? undefined : { postId: quotedPostId, authorId: quotedAuthorId ?? '' },
    quoteRemoved: quoteRemoved !== 0,
    pinned: pinned !== 0,
    hasHiddenComments: hiddenComments > 0,
    editTime: editTime === null ? undefined : new Date(editTime),
    spans: spansFromColumn(spans),
    circleId: circleId ?? undefined,
    createTime: new Date(createTime),
  };
}
