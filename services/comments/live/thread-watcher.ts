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
  #touches: Touch[] = [];
  #recheck = false;
  #isBehind = false;
  #wake: (() => void) | undefined;

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
    this.#wake?.();
  }

  /** What the viewer may see has perhaps changed. */
  recheck(): void {
    this.#recheck = true;
    this.#wake?.();
  }

  /** Waits for news, at most so long. Whether there is any. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#hasNews() && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.#wake, { once: true });
      });
      if (this.#wake) signal.removeEventListener('abort', this.#wake);
      this.#wake = undefined;
    }
    return this.#hasNews();
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

  #hasNews(): boolean {
    return this.#touches.length > 0 || this.#recheck || this.#isBehind;
  }
}
