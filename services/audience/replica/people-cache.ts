import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import type { Database, Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { type Circle, findCircles } from './circle-store.ts';
import { type Card, findByHandles, findCards } from './people-store.ts';

const maxCards = 20_000;
/** People in all circles together: some 10 MB. */
const maxInCircles = 100_000;

/**
 * The replica of people and relationships, held in memory as far as it is asked for: how it is committed now. Changes of
 * this process act with their commit, through `peopleCacheHandlers`; on those of another, its owner clears it.
 */
export class PeopleCache {
  readonly cards: KeyedCache<Card>;
  readonly circles: KeyedCache<Circle>;
  /** Grows with each change of a card: what was made of cards is as good as new while it stands still. */
  cardsVersion = 0;
  /** Account ids by handle. */
  readonly #handles: KeyedCache<string>;

  constructor(database: Database) {
    this.cards = new KeyedCache({ load: (ids) => findCards(database, ids), max: maxCards });
    this.circles = new KeyedCache({
      load: (viewers) => findCircles(database, viewers),
      max: maxInCircles,
      sizeOf: ({ following, blocking, blockedBy }) => 1 + following.size + blocking.size + blockedBy.size,
    });
    this.#handles = new KeyedCache({
      load: async (handles) => {
        const people = await findByHandles(database, handles);
        return new Map([...people].map(([handle, { accountId }]) => [handle, accountId]));
      },
      max: maxCards,
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
    this.circles.clear();
    this.#handles.clear();
  }
}

/** Keeps a cache in step with the replica. They run after the replica's own handlers. */
export function peopleCacheHandlers(people: PeopleCache): EventHandler[] {
  const forgetCircles = async (tx: Transaction, ...viewers: string[]) =>
    tx.afterCommit(() => {
      for (const viewer of viewers) people.circles.invalidate(viewer);
    });
  return [
    on(CardChanged, async (tx, { card }) => {
      if (card) tx.afterCommit(() => people.cardChanged(card));
    }),
    // Theirs is in the circles of many.
    on(AccountDeleted, async (tx) => tx.afterCommit(() => people.clear())),
    on(Followed, (tx, { followerId }) => forgetCircles(tx, followerId)),
    on(Unfollowed, (tx, { followerId }) => forgetCircles(tx, followerId)),
    on(Blocked, (tx, { blockerId, blockedId }) => forgetCircles(tx, blockerId, blockedId)),
    on(Unblocked, (tx, { blockerId, blockedId }) => forgetCircles(tx, blockerId, blockedId)),
  ];
}
