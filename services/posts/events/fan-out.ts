import { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { addFollowersEntries, trimSomeEntries } from '../store/home-store.ts';
import type { PostCache } from '../store/post-cache.ts';

/** The name of the fan-out's cursor in the service's own log. */
export const fanOutName = 'posts-fan-out';

/**
 * Brings a post to its author's followers, from the service's own log. It commutes with the follows that come from
 * profile's: whichever of the two comes second makes the entry, and an entry that is there is left alone. What DeletePost
 * removed is not brought back.
 */
export const fanOut = (posts: PostCache): EventHandler =>
  on(PostCreated, async (tx, { postId }, { position }) => {
    const owners = await addFollowersEntries(tx, postId);
    posts.homesChanged(tx, owners);
    await trimSomeEntries(tx, position, owners);
  });
