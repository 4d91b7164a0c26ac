import type { Transaction } from '../database/database.ts';
import type { EventHandler } from './consumer.ts';
import type { StoredEvent } from './event-type.ts';
import { traceApplied } from './traced-event.ts';

/** The handlers of one consumer: what they do with events, whoever brings these. */
export class EventApplier {
  readonly #name: string;
  readonly #handlers = new Map<string, EventHandler[]>();

  /** @param handlers those of one type run in this order, each with a whole run of events before the next */
  constructor(name: string, handlers: readonly EventHandler[]) {
    this.#name = name;
    for (const handler of handlers) {
      this.#handlers.set(handler.type, [...(this.#handlers.get(handler.type) ?? []), handler]);
    }
  }

  /** The full names of the types that are handled. */
  get types(): string[] {
    return [...this.#handlers.keys()];
  }

  /** Applies events in their order, for `maxMs` or a little longer. Gives how many it applied: at least one. */
  async apply(tx: Transaction, events: readonly StoredEvent[], maxMs: number): Promise<number> {
    const start = performance.now();
    let next = 0;
    while (next < events.length && (next === 0 || performance.now() - start < maxMs)) {
      const run = this.#runFrom(events, next);
      next += run.length;
      await this.#applyRun(tx, run);
    }
    return next;
  }

  /** The next events that are applied together: as many as all their handlers can. */
  #runFrom(events: readonly StoredEvent[], start: number): readonly StoredEvent[] {
    const type = events[start]?.type ?? '';
    const handlers = this.#handlers.get(type) ?? [];
    const limit = Math.min(...handlers.map(({ longestRun = 1 }) => longestRun));
    let end = start + 1;
    while (end - start < limit && events[end]?.type === type) end += 1;
    return events.slice(start, end);
  }

  async #applyRun(tx: Transaction, run: readonly StoredEvent[]): Promise<void> {
    const handlers = this.#handlers.get(run[0]?.type ?? '') ?? [];
    await traceApplied(this.#name, run, async () => {
      for (const handler of handlers) {
        if (handler.applyRun) await handler.applyRun(tx, run);
        else for (const event of run) await handler.apply(tx, event);
      }
    });
  }
}
