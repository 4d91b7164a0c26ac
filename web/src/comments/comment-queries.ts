import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { clients } from '../session/current.ts';

const pageSize = 20;

interface CommentPage {
  comments: Comment[];
  nextPageToken: string;
}

/** A branch of a thread: what stands directly on a post, or directly under one of its comments. */
export interface Branch {
  postId: string;
  /** Empty for the post itself. */
  parentCommentId: string;
}

/** The comments of a branch, oldest first. */
export function branchQuery({ postId, parentCommentId }: Branch) {
  return infiniteQueryOptions({
    queryKey: ['comments', postId, parentCommentId],
    queryFn: async ({ pageParam, signal }): Promise<CommentPage> => {
      const page = { pageSize, pageToken: pageParam };
      if (parentCommentId === '') return clients.comments.listComments({ postId, ...page }, { signal });
      const answer = await clients.comments.listReplies({ commentId: parentCommentId, ...page }, { signal });
      return { comments: answer.replies, nextPageToken: answer.nextPageToken };
    },
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
}

/** Reads every open branch of a thread anew: counts and tombstones of other branches may have changed too. */
export function rereadThread(client: QueryClient, postId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['comments', postId] });
}
