import { Doorbell } from '../../kit/doorbell.ts';
import type { Ending } from '../../kit/ending.ts';
import type { Heartbeat } from '../../kit/heartbeat.ts';
import type { Touch } from './touches.ts';

/** How many touches one stream is told at a time. */
export const touchLimit = 100;

/** Who watches what. */
export interface Watch {
  readonly postId: string;
  readonly postAuthorId: string;
  readonly viewerId: string | undefined;
}

/** What one stream is to tell next. */
export interface Pending {
  readonly touches: readonly Touch[];
  /** What the viewer may see has perhaps changed. */
  readonly recheck: boolean;
  /** The feed goes on without this watcher: there was more than one message holds. */
  readonly isBehind: boolean;
}

/**
 * One stream's share of the feed. It keeps at most one message's worth: who reads too slowly is left behind, and reads the
 * rest from the log in its own time.
 */
export class ThreadWatcher implements Disposable {
  readonly watch: Watch;
  readonly #leave: (watcher: ThreadWatcher) => void;
  readonly #bell = new Doorbell();
  #touches: Touch[] = [];
  #recheck = false;
  #isBehind = false;

  constructor(watch: Watch, leave: (watcher: ThreadWatcher) => void) {
    this.watch = watch;
    this.#leave = leave;
  }

  tell(touches: readonly Touch[]): void {
    if (this.#isBehind) return;
    if (this.#touches.length + touches.length > touchLimit) {
      this.#isBehind = true;
      this.#touches = [];
    } else {
      this.#touches.push(...touches);
    }
    this.#bell.ring();
  }

  /** What the viewer may see has perhaps changed. */
  recheck(): void {
    this.#recheck = true;
    this.#bell.ring();
  }

  /** Waits for news, at most until the heartbeat is due. */
  wait(heartbeat: Heartbeat, ending: Ending): Promise<void> {
    return this.hasNews ? Promise.resolve() : this.#bell.wait(heartbeat, ending);
  }

  get hasNews(): boolean {
    return this.#touches.length > 0 || this.#recheck || this.#isBehind;
  }

  take(): Pending {
    const pending = { touches: this.#touches, recheck: this.#recheck, isBehind: this.#isBehind };
    this.#touches = [];
    this.#recheck = false;
    return pending;
  }

  [Symbol.dispose](): void {
    this.#leave(this);
  }
}
