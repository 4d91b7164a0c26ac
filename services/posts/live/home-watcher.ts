import { Doorbell } from '../../kit/doorbell.ts';
import type { Ending } from '../../kit/ending.ts';
import type { Heartbeat } from '../../kit/heartbeat.ts';

/** How many posts one message tells at most. */
export const messageLimit = 100;

/** What one stream is to tell next. */
export interface News {
  readonly postIds: string[];
  /** All up to this position is told with it. */
  readonly position: bigint;
}

/**
 * One stream's share of the feed. It keeps at most one message's worth: who reads too slowly is left behind, and reads
 * the rest from the database in its own time.
 */
export class HomeWatcher implements Disposable {
  readonly #leave: () => void;
  readonly #bell = new Doorbell();
  #postIds: string[] = [];
  #position: bigint;
  #isBehind = false;

  constructor(position: bigint, leave: () => void) {
    this.#position = position;
    this.#leave = leave;
  }

  /** All up to this position has been taken or waits to be. */
  get position(): bigint {
    return this.#position;
  }

  /** The feed goes on without this watcher. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Adds what came up to a position. What is not after the watcher's own position is known already. */
  tell(arrivals: readonly { postId: string; position: bigint }[], to: bigint): void {
    if (this.#isBehind || to <= this.#position) return;
    const fresh = arrivals.filter((arrival) => arrival.position > this.#position);
    if (this.#postIds.length + fresh.length > messageLimit) {
      this.leaveBehind();
      return;
    }
    for (const { postId } of fresh) this.#postIds.push(postId);
    this.#position = to;
    if (fresh.length > 0) this.#bell.ring();
  }

  leaveBehind(): void {
    this.#isBehind = true;
    this.#leave();
    this.#bell.ring();
  }

  /** Waits for news, at most until the heartbeat is due. */
  wait(heartbeat: Heartbeat, ending: Ending): Promise<void> {
    const hasNews = this.#postIds.length > 0 || this.#isBehind;
    return hasNews ? Promise.resolve() : this.#bell.wait(heartbeat, ending);
  }

  take(): News {
    const postIds = this.#postIds;
    this.#postIds = [];
    return { postIds, position: this.#position };
  }

  [Symbol.dispose](): void {
    this.#leave();
  }
}
