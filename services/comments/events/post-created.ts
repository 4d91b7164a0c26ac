import { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { audienceFromProto } from '../convert.ts';
import { putPost } from '../store/post-store.ts';

/** Keeps who may read a post, and so its comments. */
export const onPostCreated: EventHandler = on(PostCreated, async (tx, { postId, authorId, audience, mentionedIds }) => {
  await putPost(tx, { postId, authorId, audience: audienceFromProto(audience), mentionedIds });
});
