import { PostDeleted } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { removeCommentsOfPost } from '../store/comment-store.ts';
import { deletePost } from '../store/post-store.ts';

/** A post takes its comments with it. */
export const onPostDeleted: EventHandler = on(PostDeleted, async (tx, { postId, authorId }) => {
  await deletePost(tx, postId, authorId);
  await removeCommentsOfPost(tx, postId);
});
