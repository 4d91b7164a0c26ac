import { setTimeout as delay } from 'node:timers/promises';
import type { SubscribeRequest, SubscribeResponse } from '#gen/tertulia/events/v1/event_log_service.ts';
import type { Database, Transaction } from '../database/database.ts';
import { DomainError } from '../errors.ts';
import { newId } from '../ids.ts';
import { showEventLog } from '../metrics/event-metrics.ts';
import { eventToProto } from './event-proto.ts';
import {
  appendEvent,
  appendEvents,
  openLogId,
  readEvents,
  readEventsOfSubject,
  readEventsOfTypes,
  readHead,
} from './event-rows.ts';
import type { DeepPartial, EventType, StoredEvent } from './event-type.ts';
import { Tail } from './tail.ts';
import { Wakes } from './wakes.ts';

/** What a subscription asks for. */
export type Subscription = Pick<SubscribeRequest, 'after' | 'types' | 'logId'>;

/** An event to be added to the log. */
export interface NewEntry<T> {
  readonly subject: string;
  readonly payload: DeepPartial<T>;
  /** Of the call that caused it; empty if unknown. */
  readonly traceparent?: string;
}

/** What a service tells the others: facts, each committed with the write it tells of. */
export interface EventLog extends AsyncDisposable {
  /** A UUID made with the log. */
  readonly logId: string;
  /** Adds an event to the log in the transaction of its write. Gives its position. */
  append<T>(
    tx: Transaction,
    subject: string,
    type: EventType<T>,
    payload: DeepPartial<T>,
    traceparent?: string,
  ): Promise<bigint>;
  /** As `append`, some events of one type, in their order and in one statement. */
  appendAll<T>(tx: Transaction, type: EventType<T>, entries: readonly NewEntry<T>[]): Promise<void>;
  /**
   * Streams the log from a cursor, first what is stored, then live, until the
   * signal aborts. See tertulia.events.v1.EventLogService.Subscribe.
   */
  subscribe(subscription: Subscription, signal: AbortSignal): AsyncIterable<SubscribeResponse>;
  /** The position of the newest event; 0 where there is none. */
  head(): Promise<bigint>;
  /** At most `limit` events about a subject after a position, in order. */
  readSubject(subject: string, after: bigint, limit: number): Promise<StoredEvent[]>;
  /** Tells of every event from now on, in order, whichever process wrote it. */
  onAppended(listener: (events: readonly StoredEvent[]) => void): Disposable;
}

/** How an event log behaves. */
export interface EventLogOptions {
  /** A subscription without events gets a message this often. Default 10,000. */
  heartbeatMs?: number;
  /**
   * Events that follow each other quicker than this share a message: each costs a call on both sides, and a transaction
   * of who applies it. The first after a pause is told at once. Default 40.
   */
  paceMs?: number;
  /** Told when the log could not be read; it is read again at the next wake. */
  onError?: (error: unknown) => void;
}

const batchLimit = 500;

/** Opens the event log of a database that has the kit's tables. */
export async function openEventLog(database: Database, options: EventLogOptions = {}): Promise<EventLog> {
  const logId = await database.write((tx) => openLogId(tx, newId()));
  const tail = await Tail.open(database, options.onError ?? (() => undefined));
  return new DatabaseEventLog(database, logId, tail, options);
}

class DatabaseEventLog implements EventLog {
  readonly logId: string;
  readonly #database: Database;
  readonly #tail: Tail;
  readonly #heartbeatMs: number;
  readonly #paceMs: number;
  readonly #shown = showEventLog(() => this.head());

  constructor(database: Database, logId: string, tail: Tail, { heartbeatMs = 10_000, paceMs = 40 }: EventLogOptions) {
    this.#database = database;
    this.logId = logId;
    this.#tail = tail;
    this.#heartbeatMs = heartbeatMs;
    this.#paceMs = paceMs;
  }

  async append<T>(
    tx: Transaction,
    subject: string,
    type: EventType<T>,
    payload: DeepPartial<T>,
    traceparent = '',
  ): Promise<bigint> {
    const event = newEvent(type, { subject, payload, traceparent });
    const position = await appendEvent(tx, event);
    tx.afterCommit(() => this.#tail.add({ position, ...event }));
    return position;
  }

  async appendAll<T>(tx: Transaction, type: EventType<T>, entries: readonly NewEntry<T>[]): Promise<void> {
    if (entries.length === 0) return;
    const events = entries.map((entry) => newEvent(type, entry));
    const first = await appendEvents(tx, events);
    tx.afterCommit(() => {
      for (const [index, event] of events.entries()) this.#tail.add({ position: first + BigInt(index), ...event });
    });
  }

  async *subscribe(subscription: Subscription, signal: AbortSignal): AsyncIterable<SubscribeResponse> {
    await this.#refuse(subscription);
    const wanted = new Set(subscription.types);
    await this.#tail.refresh();
    let position = subscription.after;
    let caughtUp = false;
    let toldAt = Number.NEGATIVE_INFINITY;
    // Following before the first read: an event between the two would else wait for the next one.
    const wakes = new Wakes(signal);
    using _following = this.#tail.follow(() => wakes.ring());
    while (!signal.aborted) {
      const { events, readTo } = await this.#next(position, subscription.types, wanted);
      const readAt = performance.now();
      // By the clock, and not by silence: a log may be busy for hours with what is not wanted here.
      if (events.length > 0 || !caughtUp || readAt - toldAt >= this.#heartbeatMs) {
        toldAt = readAt;
        yield this.#message(events, readTo);
      }
      position = readTo;
      caughtUp ||= position >= this.#tail.position;
      if (position >= this.#tail.position)
        await wakes.wait(Math.max(0, toldAt + this.#heartbeatMs - performance.now()));
      const restMs = this.#paceMs - (performance.now() - readAt);
      if (events.length < batchLimit && restMs >= 1) await delay(restMs);
    }
  }

  head(): Promise<bigint> {
    return readHead(this.#database);
  }

  readSubject(subject: string, after: bigint, limit: number): Promise<StoredEvent[]> {
    return readEventsOfSubject(this.#database, subject, after, limit);
  }

  onAppended(listener: (events: readonly StoredEvent[]) => void): Disposable {
    return this.#tail.follow(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#shown[Symbol.dispose]();
    await this.#tail[Symbol.asyncDispose]();
  }

  async #refuse({ after, logId }: Subscription): Promise<void> {
    if (logId !== '' && logId !== this.logId) throw new LogReplaced();
    if (after > (await this.head())) throw new PositionAheadOfLog();
  }

  /** The next wanted events, and the position up to which nothing wanted is left out. */
  async #next(after: bigint, types: readonly string[], wanted: ReadonlySet<string>) {
    const kept = this.#tail.after(after);
    if (kept && kept.length <= batchLimit) {
      const events = wanted.size === 0 ? kept : kept.filter((event) => wanted.has(event.type));
      return { events, readTo: kept.at(-1)?.position ?? after };
    }
    // Before the read: events that come during it are the next turn's.
    const end = this.#tail.position;
    const events =
      types.length === 0
        ? await readEvents(this.#database, after, batchLimit)
        : await readEventsOfTypes(this.#database, after, types, batchLimit);
    const last = events.at(-1)?.position ?? after;
    return { events, readTo: events.length === batchLimit || last > end ? last : end };
  }

  #message(events: readonly StoredEvent[], position: bigint): SubscribeResponse {
    const head = this.#tail.position;
    return {
      events: events.map(eventToProto),
      position,
      logId: this.logId,
      headPosition: head > position ? head : position,
    };
  }
}

function newEvent<T>(type: EventType<T>, { subject, payload, traceparent = '' }: NewEntry<T>) {
  const bytes = type.encode(type.fromPartial(payload)).finish();
  return { eventId: newId(), subject, type: type.$type, payload: bytes, createTime: new Date(), traceparent };
}

class LogReplaced extends DomainError {
  constructor() {
    super({ status: 'FAILED_PRECONDITION', reason: 'LOG_REPLACED', message: 'the cursor belongs to another log' });
  }
}

class PositionAheadOfLog extends DomainError {
  constructor() {
    super({
      status: 'OUT_OF_RANGE',
      reason: 'POSITION_AHEAD_OF_LOG',
      message: 'the position is past the head of the log',
    });
  }
}
