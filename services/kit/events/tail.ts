import type { Database } from '../database/database.ts';
import { readEvents, readHead } from './event-rows.ts';
import type { StoredEvent } from './event-type.ts';

/** How often the database is asked for events that another process wrote. */
const pollMs = 200;
/** How many of the newest events are kept for the streams that are up to date. */
const recentLimit = 1_000;
const batchLimit = 500;

type Listener = (events: readonly StoredEvent[]) => void;

/**
 * The end of the log, read once for all who follow it. What this process commits
 * is handed over as it is; what another wrote is found by asking the database.
 */
export class Tail implements AsyncDisposable {
  readonly #database: Database;
  readonly #listeners = new Set<Listener>();
  readonly #onError: (error: unknown) => void;
  #recent: StoredEvent[] = [];
  /** Everything after this position and up to `#position` is in `#recent`. */
  #recentAfter: bigint;
  #position: bigint;
  #reading: Promise<void> | undefined;
  #again = false;
  /** Committed by this process in this turn. */
  #added: StoredEvent[] = [];
  #timer: NodeJS.Timeout | undefined;

  private constructor(database: Database, position: bigint, onError: (error: unknown) => void) {
    this.#database = database;
    this.#position = position;
    this.#recentAfter = position;
    this.#onError = onError;
  }

  static async open(database: Database, onError: (error: unknown) => void): Promise<Tail> {
    return new Tail(database, await readHead(database), onError);
  }

  /** The position up to which listeners have been told. */
  get position(): bigint {
    return this.#position;
  }

  /** The events after a position, or undefined where they are no longer kept here. */
  after(position: bigint): readonly StoredEvent[] | undefined {
    if (position < this.#recentAfter) return undefined;
    const first = this.#recent.findLastIndex((event) => event.position <= position) + 1;
    return this.#recent.slice(first);
  }

  follow(listener: Listener): Disposable {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.wake(), pollMs).unref();
    this.wake();
    return {
      [Symbol.dispose]: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#stopPolling();
      },
    };
  }

  /** Takes over an event that was just committed here. Those of one commit come as one. */
  add(event: StoredEvent): void {
    this.#added.push(event);
    if (this.#added.length === 1) queueMicrotask(() => this.#takeAdded());
  }

  /** Reads what is new. Safe to call at any time and any number of times. */
  wake(): void {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = this.#read()
      .catch(this.#onError)
      .finally(() => {
        this.#reading = undefined;
        if (this.#again) {
          this.#again = false;
          this.wake();
        }
      });
  }

  /** Resolves when all that is committed by now is known. */
  async refresh(): Promise<void> {
    this.wake();
    while (this.#reading) await this.#reading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopPolling();
    this.#listeners.clear();
    while (this.#reading) await this.#reading;
  }

  #takeAdded(): void {
    const events = this.#added;
    this.#added = [];
    const last = events.at(-1);
    // Without a gap to what is known nothing of another process lies between. Else it is read.
    const follows = events.every(({ position }, index) => position === this.#position + BigInt(index + 1));
    if (last && follows && !this.#reading) this.#tell(events, last.position);
    else this.wake();
  }

  async #read(): Promise<void> {
    for (;;) {
      const events = await readEvents(this.#database, this.#position, batchLimit);
      const last = events.at(-1);
      if (!last) return;
      this.#tell(events, last.position);
    }
  }

  #tell(events: readonly StoredEvent[], position: bigint): void {
    this.#keep(events, position);
    for (const listener of this.#listeners) listener(events);
  }

  #keep(events: readonly StoredEvent[], position: bigint): void {
    this.#position = position;
    this.#recent.push(...events);
    const surplus = this.#recent.length - recentLimit;
    if (surplus <= 0) return;
    this.#recentAfter = this.#recent[surplus - 1]?.position ?? this.#recentAfter;
    this.#recent = this.#recent.slice(surplus);
  }

  #stopPolling(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
