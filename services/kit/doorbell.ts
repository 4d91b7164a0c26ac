import type { Ending, Waiter } from './ending.ts';
import type { Heartbeat } from './heartbeat.ts';

/** Where one stream waits for something to tell. Ringing while nobody waits does nothing. */
export class Doorbell implements Waiter {
  #open: (() => void) | undefined;
  #heartbeat: Heartbeat | undefined;

  ring(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    this.#heartbeat?.delete(this);
    open();
  }

  /** Resolves when it is rung, when the heartbeat is due, and when the call has ended. */
  wait(heartbeat: Heartbeat, ending: Ending): Promise<void> {
    if (ending.ended) return Promise.resolve();
    this.#heartbeat = heartbeat;
    ending.waiter = this;
    heartbeat.add(this);
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }
}
