/**
 * Lets only so many calls begin in one turn of the event loop; the others begin in the next ones, in the order in which
 * they came. So what comes from the disk, and what is to be refused, waits for a few reads and not for all that came
 * together.
 */
export class Turns {
  readonly #calls: number;
  readonly #waiting: (() => void)[] = [];
  #begun = 0;
  #turning = false;

  /** `calls`: how many may begin in a turn; at least 1. */
  constructor(calls: number) {
    this.#calls = calls;
  }

  /** Calls `begin` now or in a later turn. */
  wait(begin: () => void): void {
    if (this.#begun >= this.#calls) {
      this.#waiting.push(begin);
      return;
    }
    this.#begun += 1;
    this.#turn();
    begin();
  }

  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      const next = this.#waiting.splice(0, this.#calls);
      this.#begun = next.length;
      if (next.length > 0) this.#turn();
      for (const begin of next) begin();
    });
  }
}
