import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { PostCache } from '../store/post-cache.ts';
import { changeCommentCount } from '../store/post-store.ts';

/** Counts the comments under each post. */
export function commentHandlers(posts: PostCache): EventHandler[] {
  const count = async (tx: Transaction, postId: string, change: 1 | -1) => {
    await changeCommentCount(tx, postId, change);
    posts.postChanged(tx, postId);
  };
  return [
    on(CommentCreated, (tx, { postId }) => count(tx, postId, 1)),
    on(CommentDeleted, (tx, { postId }) => count(tx, postId, -1)),
  ];
}
