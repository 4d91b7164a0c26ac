import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { type Comment, CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import { type Branch, branchQuery, commentKeys } from './comment-queries.ts';

interface CommentPage {
  comments: Comment[];
  nextPageToken: string;
}

type CommentList = InfiniteData<CommentPage, unknown>;

/** The comments of a list in order, each once: a page that moved on between two readings may tell one twice. */
export function flattenComments(list: CommentList | undefined): Comment[] {
  const all = list?.pages.flatMap((page) => page.comments) ?? [];
  return [...new Map(all.map((comment) => [comment.commentId, comment])).values()];
}

/** Shows comments as they now are, wherever they are shown. What is not shown yet is passed over. */
export function changeComments(client: QueryClient, postId: string, change: (comment: Comment) => Comment): void {
  client.setQueriesData<CommentList>({ queryKey: commentKeys.thread(postId) }, (list) => {
    if (list === undefined) return list;
    return { ...list, pages: list.pages.map((page) => ({ ...page, comments: page.comments.map(change) })) };
  });
}

/** Shows one comment as it now is. */
export function showComment(client: QueryClient, comment: Comment | undefined): void {
  if (comment === undefined) return;
  changeComments(client, comment.postId, (held) => (held.commentId === comment.commentId ? comment : held));
}

/** Clocks of devices and services differ by less than this. */
const clockSlackMs = 60_000;

/**
 * Whether a comment has come to a branch since that was read. One that is not shown in a branch of which only a part was
 * read may be an old one of the rest: there its age tells. What came to a branch that is not open is told by its count.
 */
export function isNewIn(client: QueryClient, comment: Comment, order: CommentOrder, sinceMs: number): boolean {
  const list = client.getQueryData<CommentList>(branchQuery(comment, order).queryKey);
  if (list === undefined) return false;
  if (flattenComments(list).some(({ commentId }) => commentId === comment.commentId)) return false;
  if (list.pages.at(-1)?.nextPageToken === '') return true;
  return (comment.createTime?.getTime() ?? 0) > sinceMs - clockSlackMs;
}

/** Puts new comments where their order has them: before all others where the newest are first, else after them. */
export function insertComments(
  client: QueryClient,
  branch: Branch,
  order: CommentOrder,
  fresh: readonly Comment[],
): void {
  client.setQueryData<CommentList>(branchQuery(branch, order).queryKey, (list) => {
    if (list === undefined) return list;
    const known = new Set(flattenComments(list).map(({ commentId }) => commentId));
    const added = fresh.filter(({ commentId }) => !known.has(commentId));
    const newestFirst = order === CommentOrder.COMMENT_ORDER_NEWEST;
    const at = newestFirst ? 0 : list.pages.length - 1;
    return {
      ...list,
      pages: list.pages.map((page, index) => {
        if (index !== at) return page;
        const comments = newestFirst ? [...added.toReversed(), ...page.comments] : [...page.comments, ...added];
        return { ...page, comments };
      }),
    };
  });
}
