import { setTimeout as delay } from 'node:timers/promises';
import type { SubscribeResponse } from '#gen/tertulia/events/v1/event_log_service.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { showConsumer } from '../metrics/event-metrics.ts';
import { EventApplier } from './apply-events.ts';
import { type Cursor, moveCursor, readCursor } from './cursor-rows.ts';
import type { Subscription } from './event-log.ts';
import { eventFromProto } from './event-proto.ts';
import type { EventType, StoredEvent } from './event-type.ts';

/** What a consumer does with events of one type. */
export interface EventHandler {
  /** The full name of the type. */
  readonly type: string;
  apply(tx: Transaction, event: StoredEvent): Promise<void>;
  /** Applies some that follow each other, as if one by one. */
  applyRun?(tx: Transaction, events: readonly StoredEvent[]): Promise<void>;
  /** How many of them at most. Default: 1. */
  readonly longestRun?: number;
}

/** Applies a log to the service's own database, each event exactly once. */
export interface Consumer extends AsyncDisposable {
  readonly name: string;
  /** The position of the last event that was applied, by whichever replica. */
  position(): Promise<bigint>;
  /** The same as far as this process knows: all that it holds in memory is of this position, or of a later one. */
  readonly applied: bigint;
  /** How many positions the log is ahead, as far as is known here. */
  lag(): bigint;
  /** Tells when the cursor has moved, whichever replica moved it. */
  onAdvance(listener: (position: bigint) => void): Disposable;
}

/** What a consumer needs. */
export interface ConsumerOptions {
  database: Database;
  /** The name of the cursor, unique in the database: `profile`, `posts-fan-out`. */
  name: string;
  /** Opens the log's stream: a client's `subscribe`, or one's own log's. */
  subscribe: (subscription: Subscription, signal: AbortSignal) => AsyncIterable<SubscribeResponse>;
  /** Those of one type run in this order. */
  handlers: readonly EventHandler[];
  logger: Logger;
}

/** How long one transaction of events may keep other writes waiting. */
const maxTransactionMs = 15;
const minRetryMs = 100;
const maxRetryMs = 1_000;

/** A handler of one type of event. It must change nothing but the transaction's database. */
export function on<T>(
  type: EventType<T>,
  apply: (tx: Transaction, payload: T, event: StoredEvent) => Promise<void>,
): EventHandler {
  return { type: type.$type, apply: (tx, event) => apply(tx, type.decode(event.payload), event) };
}

/** What an event tells, and the event. */
export interface Told<T> {
  readonly payload: T;
  readonly event: StoredEvent;
}

/**
 * As `on`, for what is quicker done with a few statements for several events that follow each other: at most `longestRun`,
 * fewer where one of them can mean much work, since a transaction does not end within a run. Of the handlers of a type the
 * first has all of a run before the next has any, which so may meet what was written of a later event.
 */
export function onRun<T>(
  type: EventType<T>,
  apply: (tx: Transaction, told: readonly Told<T>[]) => Promise<void>,
  longestRun = 10,
): EventHandler {
  const applyRun = (tx: Transaction, events: readonly StoredEvent[]) => {
    const told = events.map((event) => ({ payload: type.decode(event.payload), event }));
    return apply(tx, told);
  };
  return { type: type.$type, longestRun, applyRun, apply: (tx, event) => applyRun(tx, [event]) };
}

/** Starts to apply a log. It goes on, through failures of either side, until it is disposed. */
export function startConsumer(options: ConsumerOptions): Consumer {
  return new LogConsumer(options);
}

class LogConsumer implements Consumer {
  readonly name: string;
  readonly #options: ConsumerOptions;
  readonly #applier: EventApplier;
  readonly #listeners = new Set<(position: bigint) => void>();
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  readonly #shown = showConsumer(() => ({ name: this.name, position: this.#applied, lag: this.lag() }));
  #applied = 0n;
  #head = 0n;

  constructor(options: ConsumerOptions) {
    this.name = options.name;
    this.#options = options;
    this.#applier = new EventApplier(options.name, options.handlers);
    this.#running = this.#run();
  }

  async position(): Promise<bigint> {
    return (await readCursor(this.#options.database, this.name)).position;
  }

  get applied(): bigint {
    return this.#applied;
  }

  lag(): bigint {
    return this.#head > this.#applied ? this.#head - this.#applied : 0n;
  }

  onAdvance(listener: (position: bigint) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#shown[Symbol.dispose]();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let retryMs = minRetryMs;
    while (!signal.aborted) {
      try {
        for await (const response of this.#subscribe(await readCursor(this.#options.database, this.name))) {
          await this.#applyAll(response);
          retryMs = minRetryMs;
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#options.logger.warn(
          { err: error, consumer: this.name },
          'the event log is out of reach; it is tried again',
        );
      }
      // Jitter: the consumers of a service that came back do not all call at once.
      await delay(retryMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      retryMs = Math.min(retryMs * 2, maxRetryMs);
    }
  }

  #subscribe(cursor: Cursor): AsyncIterable<SubscribeResponse> {
    this.#advance(cursor.position);
    const subscription = { after: cursor.position, logId: cursor.logId, types: this.#applier.types };
    return this.#options.subscribe(subscription, this.#stop.signal);
  }

  async #applyAll(response: SubscribeResponse): Promise<void> {
    this.#head = response.headPosition;
    const events = response.events.map(eventFromProto);
    while (this.#applied < response.position && !this.#stop.signal.aborted) {
      this.#advance(await this.#options.database.write((tx) => this.#applySome(tx, response, events)));
    }
  }

  /** Applies events for a short while. Gives the position that the cursor then has. */
  async #applySome(tx: Transaction, response: SubscribeResponse, events: readonly StoredEvent[]): Promise<bigint> {
    const from = await readCursor(tx, this.name);
    if (from.position >= response.position) return from.position;
    const coming = events.filter(({ position }) => position > from.position);
    const applied = await this.#applier.apply(tx, coming, maxTransactionMs);
    const to = applied < coming.length ? (coming[applied - 1]?.position ?? from.position) : response.position;
    if (!(await moveCursor(tx, this.name, from, { logId: response.logId, position: to })))
      throw new CursorMoved(this.name);
    return to;
  }

  #advance(position: bigint): void {
    this.#applied = position;
    for (const listener of this.#listeners) listener(position);
  }
}

/** Another replica applied the same events first; this transaction is undone. */
class CursorMoved extends Error {
  constructor(name: string) {
    super(`another replica moved the cursor ${name}`);
  }
}
