import { PostCreated, PostEdited, PostReposted } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, onRun, type Told } from '../../kit/events/consumer.ts';
import { addHashtagEntries, removeHashtagEntries } from '../store/hashtag-store.ts';
import {
  addFollowersEntries,
  addRepostEntries,
  type NewEntry,
  trimEntries,
  trimSomeEntries,
} from '../store/home-store.ts';
import { markMerged } from '../store/merged-store.ts';
import type { PostCache } from '../store/post-cache.ts';

/** The name of the fan-out's cursor in the service's own log. */
export const fanOutName = 'posts-fan-out';

/**
 * Brings posts and reposts to the followers, from the service's own log. It commutes with the follows that come from
 * profile's: whichever of the two comes second makes the entry, and an entry that is there is left alone. What was
 * purged or taken back is not brought back. What an author with more than `maxFollowers` does is brought to none of them.
 */
export function fanOut(posts: PostCache, maxFollowers: number): EventHandler[] {
  const merge = async (tx: Transaction, told: readonly Told<unknown>[]) => {
    const positions = told.map(({ event }) => event.position);
    if (await markMerged(tx, positions, maxFollowers)) posts.mergedChanged(tx);
    return positions;
  };
  const changed = (tx: Transaction, entries: readonly NewEntry[]) => {
    const owners = entries.map(({ ownerId }) => ownerId);
    posts.homesChanged(tx, owners);
    return owners;
  };
  return [
    onRun(PostCreated, async (tx, told) => {
      await merge(tx, told);
      const added = await addFollowersEntries(tx, idsOf(told));
      const tagged = told.filter(({ payload }) => payload.hashtags.length > 0);
      if (tagged.length > 0) added.push(...(await addHashtagEntries(tx, idsOf(tagged))));
      changed(tx, added);
      await trimSomeEntries(tx, added);
    }),
    // Whom the new text mentions may be meant only now, and it may have other hashtags.
    onRun(PostEdited, async (tx, told) => {
      const edited = told.filter(({ payload }) => payload.textChanged);
      const mentioning = edited.filter(({ payload }) => payload.mentionedIds.length > 0);
      const added = mentioning.length === 0 ? [] : await addFollowersEntries(tx, idsOf(mentioning));
      if (edited.length > 0) {
        posts.homesChanged(tx, await removeHashtagEntries(tx, idsOf(edited)));
        added.push(...(await addHashtagEntries(tx, idsOf(edited))));
      }
      await trimEntries(tx, changed(tx, added));
    }),
    onRun(PostReposted, async (tx, told) => {
      const added = await addRepostEntries(tx, await merge(tx, told));
      changed(tx, added);
      await trimSomeEntries(tx, added);
    }),
  ];
}

function idsOf(told: readonly Told<{ postId: string }>[]): string[] {
  return told.map(({ payload }) => payload.postId);
}
