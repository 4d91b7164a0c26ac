/** Lets one loop sleep until something happened, and forget nothing that happened while it was awake. */
export class Wakes {
  readonly #signal: AbortSignal;
  #rung = false;
  #resolve: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  ring(): void {
    this.#rung = true;
    this.#resolve?.();
  }

  async wait(timeoutMs: number): Promise<'rung' | 'timeout'> {
    if (!this.#rung && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        const wake = () => {
          clearTimeout(timer);
          this.#signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#resolve = wake;
        this.#signal.addEventListener('abort', wake, { once: true });
      });
      this.#resolve?.();
      this.#resolve = undefined;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung ? 'rung' : 'timeout';
  }
}
