import { PostDeleted, PostEdited, PostPurged, PostRestored } from '#gen/tertulia/posts/v1/post_events.ts';
import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { longestRunOfFollows } from '../../audience/replica/audience-handlers.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import type { ThreadFeed } from '../live/thread-feed.ts';
import { putSightChange } from '../store/sight-store.ts';

/** Keep when somebody's blocks last changed, for streams that are not open then. */
export function keepSightChanges(): EventHandler[] {
  const keep = async (tx: Transaction, position: bigint, ...accountIds: string[]) => {
    for (const accountId of accountIds) await putSightChange(tx, accountId, position);
  };
  return [
    on(Blocked, (tx, { blockerId, blockedId }, { position }) => keep(tx, position, blockerId, blockedId)),
    on(Unblocked, (tx, { blockerId, blockedId }, { position }) => keep(tx, position, blockerId, blockedId)),
    on(AccountDeleted, async (tx, { accountId }) => {
      await tx.run('delete from sight_change where account_id = :accountId', { accountId });
    }),
  ];
}

/** Let open streams look again when profile's log changes who sees what. They run after those that keep it. */
export function profileSightHandlers(feed: ThreadFeed): EventHandler[] {
  const recheck = async (tx: Transaction, ...viewers: string[]) =>
    tx.afterCommit(() => feed.recheck(({ viewerId }) => viewerId !== undefined && viewers.includes(viewerId)));
  const recheckBoth = (tx: Transaction, told: readonly Told<{ followerId: string; followeeId: string }>[]) =>
    recheck(tx, ...told.flatMap(({ payload: { followerId, followeeId } }) => [followerId, followeeId]));
  const recheckPostsOf = async (tx: Transaction, accountId: string | undefined) =>
    tx.afterCommit(() => feed.recheck(({ postAuthorId }) => postAuthorId === accountId));
  return [
    on(Blocked, (tx, { blockerId, blockedId }) => recheck(tx, blockerId, blockedId)),
    on(Unblocked, (tx, { blockerId, blockedId }) => recheck(tx, blockerId, blockedId)),
    // Whom the author follows may comment, perhaps.
    onRun(Followed, recheckBoth, longestRunOfFollows),
    onRun(Unfollowed, recheckBoth, longestRunOfFollows),
    on(CircleMemberAdded, (tx, { memberId }) => recheck(tx, memberId)),
    on(CircleMemberRemoved, (tx, { memberId }) => recheck(tx, memberId)),
    on(CircleDeleted, async (tx) => tx.afterCommit(() => feed.recheck(() => true))),
    on(CardChanged, (tx, { card }) => recheckPostsOf(tx, card?.accountId)),
    on(AccountDeleted, (tx, { accountId }) => recheckPostsOf(tx, accountId)),
  ];
}

/** Let open streams look again when posts' log changes who sees a post, or who comments on it. */
export function postSightHandlers(feed: ThreadFeed): EventHandler[] {
  const recheck = async (tx: Transaction, { postId }: { postId: string }) =>
    tx.afterCommit(() => feed.recheckPost(postId));
  return [PostEdited, PostDeleted, PostRestored, PostPurged].map((type) => on<{ postId: string }>(type, recheck));
}
