import type { Waiter } from './ending.ts';

/** Wakes those who have waited for a time, the same for all of them, with one timer. */
export class Heartbeat {
  readonly #afterMs: number;
  // In the order in which they are due.
  readonly #due = new Map<Waiter, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** Wakes the waiter after the time, unless it is removed before. */
  add(waiter: Waiter): void {
    this.#due.delete(waiter);
    this.#due.set(waiter, now() + this.#afterMs);
    this.#timer ??= setTimeout(this.#beat, this.#afterMs);
  }

  delete(waiter: Waiter): void {
    this.#due.delete(waiter);
    if (this.#due.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #beat = (): void => {
    this.#timer = undefined;
    const time = now();
    for (const [waiter, due] of this.#due) {
      if (due > time) {
        this.#timer ??= setTimeout(this.#beat, due - time);
        return;
      }
      this.#due.delete(waiter);
      waiter.ring();
    }
  };
}

// Whole, since a map keeps each number that is not in an object of its own.
function now(): number {
  return Math.ceil(performance.now());
}
