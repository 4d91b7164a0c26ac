import type { Database } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { StoredEvent } from '../../kit/events/event-type.ts';
import { ThreadWatcher, type Watch } from './thread-watcher.ts';
import { touchOf } from './touches.ts';

/** What another process wrote is looked for at most this often: it says not what changed, so every stream looks. */
const foreignMs = 500;

/** What happens in the threads that are watched in this process: the end of the service's own log, by post. */
export class ThreadFeed implements Disposable {
  readonly #watchers = new Map<string, Set<ThreadWatcher>>();
  readonly #subscriptions: Disposable[];
  #position = 0n;
  #foreign: NodeJS.Timeout | undefined;

  private constructor(database: Database, eventLog: EventLog) {
    this.#subscriptions = [
      eventLog.onAppended((events) => this.#tell(events)),
      database.onForeignWrite(() => {
        this.#foreign ??= setTimeout(() => this.#recheckAll(), foreignMs).unref();
      }),
    ];
  }

  static async open(database: Database, eventLog: EventLog): Promise<ThreadFeed> {
    const feed = new ThreadFeed(database, eventLog);
    // What comes between the two lines is told once more, which does no harm.
    feed.#advance(await eventLog.head());
    return feed;
  }

  /** The position of the log up to which every watcher has been told. */
  get position(): bigint {
    return this.#position;
  }

  /** Watches a thread from the feed's position on. */
  watch(watch: Watch): ThreadWatcher {
    const watchers = this.#watchers.get(watch.postId) ?? new Set();
    this.#watchers.set(watch.postId, watchers);
    const watcher = new ThreadWatcher(watch, (one) => {
      watchers.delete(one);
      if (watchers.size === 0 && this.#watchers.get(watch.postId) === watchers) this.#watchers.delete(watch.postId);
    });
    watchers.add(watcher);
    return watcher;
  }

  /** Lets those look again who are meant: what they may see has perhaps changed. */
  recheck(isMeant: (watch: Watch) => boolean): void {
    for (const watchers of this.#watchers.values()) {
      for (const watcher of watchers) if (isMeant(watcher.watch)) watcher.recheck();
    }
  }

  /** As `recheck`, for all who watch one post. */
  recheckPost(postId: string): void {
    for (const watcher of this.#watchers.get(postId) ?? []) watcher.recheck();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#foreign);
    for (const subscription of this.#subscriptions) subscription[Symbol.dispose]();
  }

  #recheckAll(): void {
    this.#foreign = undefined;
    this.recheck(() => true);
  }

  #tell(events: readonly StoredEvent[]): void {
    const watched = events.filter(({ subject }) => this.#watchers.has(subject));
    for (const [postId, some] of Map.groupBy(watched, ({ subject }) => subject)) {
      const touches = some.flatMap((event) => touchOf(event) ?? []);
      if (touches.length === 0) continue;
      for (const watcher of this.#watchers.get(postId) ?? []) watcher.tell(touches);
    }
    this.#advance(events.at(-1)?.position ?? 0n);
  }

  #advance(position: bigint): void {
    if (position > this.#position) this.#position = position;
  }
}
