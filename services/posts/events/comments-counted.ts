import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { changeCommentCount } from '../store/post-store.ts';

/** Counts the comments under each post. */
export const commentHandlers: readonly EventHandler[] = [
  on(CommentCreated, (tx, { postId }) => changeCommentCount(tx, postId, 1)),
  on(CommentDeleted, (tx, { postId }) => changeCommentCount(tx, postId, -1)),
];
