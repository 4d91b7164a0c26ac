import { PostCreated, PostEdited } from '#gen/tertulia/posts/v1/post_events.ts';
import { type EventHandler, onRun } from '../../kit/events/consumer.ts';
import { addFollowersEntries, trimEntries, trimSomeEntries } from '../store/home-store.ts';
import type { PostCache } from '../store/post-cache.ts';

/** The name of the fan-out's cursor in the service's own log. */
export const fanOutName = 'posts-fan-out';

/**
 * Brings a post to its author's followers, from the service's own log. It commutes with the follows that come from
 * profile's: whichever of the two comes second makes the entry, and an entry that is there is left alone. What DeletePost
 * removed is not brought back.
 */
export const fanOut = (posts: PostCache): EventHandler[] => [
  onRun(PostCreated, async (tx, told) => {
    const postIds = told.map(({ payload }) => payload.postId);
    const added = await addFollowersEntries(tx, postIds);
    posts.homesChanged(
      tx,
      added.map(({ ownerId }) => ownerId),
    );
    await trimSomeEntries(tx, added);
  }),
  // Whom the new text mentions may be meant only now.
  onRun(PostEdited, async (tx, told) => {
    const edited = told.filter(({ payload }) => payload.textChanged && payload.mentionedIds.length > 0);
    const added = await addFollowersEntries(
      tx,
      edited.map(({ payload }) => payload.postId),
    );
    const owners = added.map(({ ownerId }) => ownerId);
    posts.homesChanged(tx, owners);
    await trimEntries(tx, owners);
  }),
];
