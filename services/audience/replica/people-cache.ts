import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import { longestRunOfFollows } from './audience-handlers.ts';
import { type Card, findByHandles, findCards } from './people-store.ts';
import { findTies, type Ties } from './ties-store.ts';

/** How much is held at most. */
export interface PeopleLimits {
  readonly cards: number;
  /** People in the ties of all together. */
  readonly ties: number;
}

/** Some 10 MB of ties. */
const usualLimits: PeopleLimits = { cards: 20_000, ties: 100_000 };

/**
 * The replica of people and relationships, held in memory as far as it is asked for: how it is committed now. Changes of
 * this process act with their commit, through `peopleCacheHandlers`; on those of another, its owner clears it.
 */
export class PeopleCache {
  readonly cards: KeyedCache<Card>;
  readonly ties: KeyedCache<Ties>;
  /** Grows with each change of a card: what was made of cards is as good as new while it stands still. */
  cardsVersion = 0;
  /** Account ids by handle. */
  readonly #handles: KeyedCache<string>;

  constructor(database: Pick<Queries, 'all'>, limits: PeopleLimits = usualLimits) {
    this.cards = new KeyedCache({ load: (ids) => findCards(database, ids), max: limits.cards });
    this.ties = new KeyedCache({
      load: (viewers) => findTies(database, viewers),
      max: limits.ties,
      sizeOf: ({ following, blocking, blockedBy, memberOf }) =>
        1 + following.size + blocking.size + blockedBy.size + memberOf.size,
    });
    this.#handles = new KeyedCache({
      load: async (handles) => {
        const people = await findByHandles(database, handles);
        return new Map([...people].map(([handle, { accountId }]) => [handle, accountId]));
      },
      max: limits.cards,
    });
  }

  /** The cards of those who have some handles, by handle. */
  async findByHandles(handles: readonly string[]): Promise<Map<string, Card>> {
    const ids = (await this.#handles.getMany(handles)).filter((id) => id !== undefined);
    const cards = (await this.cards.getMany(ids)).filter((card) => card !== undefined);
    return new Map(cards.map((card) => [card.handle, card]));
  }

  cardChanged({ accountId, handle }: Card): void {
    const before = this.cards.peek(accountId);
    if (before) this.#handles.invalidate(before.handle);
    this.#handles.invalidate(handle);
    this.cards.invalidate(accountId);
    this.cardsVersion += 1;
  }

  clear(): void {
    this.cardsVersion += 1;
    this.cards.clear();
    this.ties.clear();
    this.#handles.clear();
  }
}

/** Keeps a cache in step with the replica. They run after the replica's own handlers. */
export function peopleCacheHandlers(people: PeopleCache): EventHandler[] {
  const forgetTies = async (tx: Transaction, ...viewers: string[]) =>
    tx.afterCommit(() => {
      for (const viewer of viewers) people.ties.invalidate(viewer);
    });
  const forgetFollowers = (tx: Transaction, told: readonly Told<{ followerId: string }>[]) =>
    forgetTies(tx, ...told.map(({ payload }) => payload.followerId));
  return [
    on(CardChanged, async (tx, { card }) => {
      if (card) tx.afterCommit(() => people.cardChanged(card));
    }),
    // They are in the ties of many.
    on(AccountDeleted, async (tx) => tx.afterCommit(() => people.clear())),
    // Who was in it is not said, and nobody deletes circles often.
    on(CircleDeleted, async (tx) => tx.afterCommit(() => people.ties.clear())),
    on(CircleMemberAdded, (tx, { memberId }) => forgetTies(tx, memberId)),
    on(CircleMemberRemoved, (tx, { memberId }) => forgetTies(tx, memberId)),
    onRun(Followed, forgetFollowers, longestRunOfFollows),
    onRun(Unfollowed, forgetFollowers, longestRunOfFollows),
    on(Blocked, (tx, { blockerId, blockedId }) => forgetTies(tx, blockerId, blockedId)),
    on(Unblocked, (tx, { blockerId, blockedId }) => forgetTies(tx, blockerId, blockedId)),
  ];
}
