import type { Database } from '../../kit/database/database.ts';
import type { Consumer } from '../../kit/events/consumer.ts';
import type { Logger } from '../../kit/logger.ts';
import { type Arrival, findArrivals } from '../store/arrival-store.ts';
import { HomeWatcher } from './home-watcher.ts';

export interface HomeFeedOptions {
  database: Database;
  /** Which of some arrivals their owners see. */
  see: (arrivals: readonly Arrival[]) => Promise<Arrival[]>;
  /** What fans posts out: where its cursor has passed, every timeline is complete. */
  fanOut: Consumer;
  logger: Logger;
}

/**
 * What comes to the home timelines that are watched in this process. Each advance of the fan-out costs one query,
 * however many streams are open; advances during a query share the next one.
 */
export class HomeFeed implements Disposable {
  readonly #database: Database;
  readonly #see: HomeFeedOptions['see'];
  readonly #logger: Logger;
  readonly #watchers = new Map<string, Set<HomeWatcher>>();
  readonly #subscription: Disposable;
  #position: bigint;
  #target: bigint;
  #spreading = false;

  private constructor({ database, see, fanOut, logger }: HomeFeedOptions, position: bigint) {
    this.#database = database;
    this.#see = see;
    this.#logger = logger;
    this.#position = position;
    this.#target = position;
    this.#subscription = fanOut.onAdvance((to) => this.#advance(to));
  }

  static async open(options: HomeFeedOptions): Promise<HomeFeed> {
    const feed = new HomeFeed(options, await options.fanOut.position());
    // An advance between the two lines is not missed.
    feed.#advance(await options.fanOut.position());
    return feed;
  }

  /** The position of the log up to which every watcher has been told. */
  get position(): bigint {
    return this.#position;
  }

  /** Watches a timeline from a position. One before that of the feed is behind from the start. */
  watch(ownerId: string, position: bigint): HomeWatcher {
    const watchers = this.#watchers.get(ownerId) ?? new Set();
    this.#watchers.set(ownerId, watchers);
    const watcher = new HomeWatcher(position, () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(ownerId) === watchers) this.#watchers.delete(ownerId);
    });
    watchers.add(watcher);
    if (position < this.#position) watcher.leaveBehind();
    return watcher;
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #advance(to: bigint): void {
    if (to > this.#target) this.#target = to;
    if (!this.#spreading) void this.#spread();
  }

  async #spread(): Promise<void> {
    this.#spreading = true;
    while (this.#position < this.#target) {
      const to = this.#target;
      // Who joins during the query is not in its answer, and is left behind.
      const watching = new Map([...this.#watchers].map(([ownerId, watchers]) => [ownerId, [...watchers]]));
      const arrivals = await this.#read([...watching.keys()], { after: this.#position, to });
      this.#position = to;
      if (arrivals) tell(watching, arrivals, to);
      this.#leaveBehind(to);
    }
    this.#spreading = false;
  }

  /** Undefined if the query failed: then every watcher reads for itself. */
  async #read(owners: string[], stretch: { after: bigint; to: bigint }): Promise<Map<string, Arrival[]> | undefined> {
    if (owners.length === 0) return new Map();
    try {
      const arrivals = await findArrivals(this.#database, owners, stretch);
      return Map.groupBy(await this.#see(arrivals), (arrival) => arrival.ownerId);
    } catch (error) {
      this.#logger.error({ err: error }, 'the watched home timelines could not be read');
      return undefined;
    }
  }

  #leaveBehind(to: bigint): void {
    const watchers = [...this.#watchers.values()].flatMap((some) => [...some]);
    for (const watcher of watchers) if (watcher.position < to) watcher.leaveBehind();
  }
}

function tell(
  watching: ReadonlyMap<string, readonly HomeWatcher[]>,
  arrivals: ReadonlyMap<string, readonly Arrival[]>,
  to: bigint,
): void {
  for (const [ownerId, watchers] of watching) {
    for (const watcher of watchers) watcher.tell(arrivals.get(ownerId) ?? [], to);
  }
}
