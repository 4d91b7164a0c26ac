import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Blocked, Unblocked } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { changePrivacy } from '../store/account-store.ts';
import { backfillHashtagsOf, removeHashtagsOf } from '../store/hashtag-store.ts';
import type { PostCache } from '../store/post-cache.ts';

/**
 * Keeps what comes by hashtags in step with who is private. It runs before the copy of people takes the card: after that
 * nobody can tell whether it changed.
 */
export function privacyHandlers(posts: PostCache): EventHandler[] {
  return [
    on(CardChanged, async (tx, { card }) => {
      if (!card) return;
      const { accountId: authorId, private: isPrivate } = card;
      if (!(await changePrivacy(tx, authorId, isPrivate))) return;
      const change = isPrivate ? removeHashtagsOf : backfillHashtagsOf;
      posts.homesChanged(tx, await change(tx, { authorId }));
    }),
  ];
}

/** Keeps what comes by hashtags in step with blocks. They run after the copy of these. */
export function blockHandlers(posts: PostCache): EventHandler[] {
  const both = async (tx: Transaction, pair: readonly [string, string], change: typeof removeHashtagsOf) => {
    const [one, other] = pair;
    posts.homesChanged(tx, await change(tx, { authorId: one, readerId: other }));
    posts.homesChanged(tx, await change(tx, { authorId: other, readerId: one }));
  };
  return [
    on(Blocked, (tx, { blockerId, blockedId }) => both(tx, [blockerId, blockedId], removeHashtagsOf)),
    on(Unblocked, (tx, { blockerId, blockedId }) => both(tx, [blockerId, blockedId], backfillHashtagsOf)),
  ];
}
