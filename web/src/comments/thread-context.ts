import { createContext, useContext } from 'react';
import { type Comment, CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';

/** What all comments of a thread share. */
export interface ThreadState {
  order: CommentOrder;
  /** Whether the reader may comment in it now; undefined while that is not known. */
  canComment: boolean | undefined;
  /** The comment that the address leads to; empty if to none. */
  linkedId: string;
  /** By the id of a comment (empty for the post), what under it leads to the linked comment. */
  linkedPath: ReadonlyMap<string, Comment>;
  /** Comments that came since the thread was read and are not shown yet, oldest first. */
  waiting: readonly Comment[];
  /** Comments are shown now. */
  take(commentIds: readonly string[]): void;
  /** Comments that are gone since they were shown. They keep their place, so that nothing moves. */
  goneIds: ReadonlySet<string>;
}

/** The thread that a comment is part of. */
export const ThreadContext = createContext<ThreadState>({
  order: CommentOrder.COMMENT_ORDER_OLDEST,
  canComment: undefined,
  linkedId: '',
  linkedPath: new Map(),
  waiting: [],
  take: () => {},
  goneIds: new Set(),
});

/** What all comments of the thread share. */
export function useThread(): ThreadState {
  return useContext(ThreadContext);
}
