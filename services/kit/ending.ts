/** Whoever waits, and can be woken. */
export interface Waiter {
  ring(): void;
}

/** The end of a call as the one that waits in it learns of it: an AbortSignal without its weight, for what is open long. */
export class Ending {
  /** Woken at the end. */
  waiter: Waiter | undefined;
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.waiter?.ring();
  }
}
