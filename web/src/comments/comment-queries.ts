import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import { listPages } from '../rpc/list-pages.ts';
import { comments, threads } from './comment-clients.ts';

/** A branch of a thread: what stands directly on a post, or directly under one of its comments. */
export interface Branch {
  postId: string;
  /** Empty for the post itself. */
  parentCommentId: string;
}

/** The keys of the branches of a thread. */
export const commentKeys = {
  thread: (postId: string) => ['comments', postId] as const,
  branch: (postId: string, parentCommentId: string, order: CommentOrder) =>
    ['comments', postId, parentCommentId, order] as const,
};

/** The comments of a branch, in an order. Read anew when it is come to: nothing told of it while it was not shown. */
export function branchQuery({ postId, parentCommentId }: Branch, order: CommentOrder) {
  return {
    ...listPages(commentKeys.branch(postId, parentCommentId, order), async (page, options) => {
      if (parentCommentId === '') return comments.listComments({ postId, order, ...page }, options);
      const answer = await comments.listReplies({ commentId: parentCommentId, order, ...page }, options);
      return { comments: answer.replies, nextPageToken: answer.nextPageToken, watchCursor: '' };
    }),
    staleTime: 0,
  };
}

/** Where the stream of a thread goes on from its comments, once they have been read. */
export function watchCursor(
  client: QueryClient,
  { postId, order }: { postId: string; order: () => CommentOrder },
  signal: AbortSignal,
): Promise<string> {
  const cache = client.getQueryCache();
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = client.getQueryState(branchQuery({ postId, parentCommentId: '' }, order()).queryKey);
      const [first] = state?.data?.pages ?? [];
      if (first === undefined || state?.fetchStatus === 'fetching') return;
      stop();
      resolve(first.watchCursor);
    };
    const stop = cache.subscribe(look);
    signal.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
    look();
  });
}

/** How the thread of a post is kept. The stream keeps it up to date. */
export function threadQuery(postId: string) {
  return queryOptions({
    queryKey: ['thread', postId],
    queryFn: async ({ signal }) => {
      const { thread } = await threads.getThread({ postId }, { signal });
      if (thread === undefined) throw new Error('The answer carries no thread');
      return thread;
    },
  });
}

/** What waits for the author of a post. */
export function heldQuery(postId: string) {
  return {
    ...listPages(['held comments', postId], (page, options) => threads.listHeldComments({ postId, ...page }, options)),
    staleTime: 0,
  };
}

/** The texts that a comment has and had, newest first. */
export function revisionsQuery(commentId: string) {
  return {
    ...listPages(['comment revisions', commentId], (page, options) =>
      comments.listCommentRevisions({ commentId, ...page }, options),
    ),
    staleTime: 0,
  };
}

/** Reads every open branch of a thread anew: counts and tombstones of other branches may have changed too. */
export function rereadThread(client: QueryClient, postId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: commentKeys.thread(postId) });
}

/** As many comments as one call gives. */
const mostAncestors = 100;

/** A comment that an address leads to, and where it stands: what it stands under, the nearest first. */
export function linkedQuery(commentId: string) {
  return queryOptions({
    queryKey: ['linked comment', commentId],
    queryFn: async ({ signal }) => {
      const { comment } = await comments.getComment({ commentId }, { signal });
      if (comment === undefined) throw new Error('The answer carries no comment');
      const path = [comment];
      let pageToken = '';
      do {
        const page = { commentId, pageSize: mostAncestors, pageToken };
        const { ancestors, nextPageToken } = await comments.listCommentAncestors(page, { signal });
        path.push(...ancestors);
        pageToken = nextPageToken;
      } while (pageToken !== '');
      return path;
    },
    enabled: commentId !== '',
  });
}

/** The orders to choose from. */
export const orders = [
  CommentOrder.COMMENT_ORDER_OLDEST,
  CommentOrder.COMMENT_ORDER_NEWEST,
  CommentOrder.COMMENT_ORDER_TOP,
] as const;
