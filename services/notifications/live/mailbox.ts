import type { Notification } from '../domain/notification.ts';

/** A notification that is another now, or is not there any more. */
export interface Change {
  readonly notificationId: string;
  /** Of the last event of it. */
  readonly position: bigint;
  /** Undefined where its receiver does not see it any more. */
  readonly notification: Notification | undefined;
}

/** What changed for a receiver. */
export interface Update {
  /** The position of the last event that is in it. */
  readonly position: bigint;
  /** In the order of their positions. */
  readonly changes: readonly Change[];
  readonly unreadCount: number;
}

/** Why a wait ended: an update, updates that were too many to keep, time, or the end of the call. */
export type Mail = Update | 'overflow' | 'timeout' | 'aborted';

/** How many changes one slow stream may have waiting. */
const capacity = 100;

/** What one open stream has yet to send. Updates that wait together become one, and so do changes of one notification. */
export class Mailbox {
  #update: Update | undefined;
  #overflow = false;
  #wake: (() => void) | undefined;

  put(update: Update): void {
    const { changes = [] } = this.#update ?? {};
    const newer = new Set(update.changes.map(({ notificationId }) => notificationId));
    const older = changes.filter(({ notificationId }) => !newer.has(notificationId));
    this.#update = { ...update, changes: [...older, ...update.changes] };
    if (this.#update.changes.length > capacity) this.overflow();
    this.#wake?.();
  }

  /** Drops what waits: the stream reads it from the log. */
  overflow(): void {
    this.#update = undefined;
    this.#overflow = true;
    this.#wake?.();
  }

  async next(timeoutMs: number, signal: AbortSignal): Promise<Mail> {
    const mail = this.#take(signal);
    if (mail) return mail;
    await this.#wait(timeoutMs, signal);
    return this.#take(signal) ?? 'timeout';
  }

  #take(signal: AbortSignal): Mail | undefined {
    if (signal.aborted) return 'aborted';
    if (this.#overflow) {
      // The log has all that is in an update, which is therefore not needed either.
      this.#overflow = false;
      this.#update = undefined;
      return 'overflow';
    }
    const update = this.#update;
    this.#update = undefined;
    return update;
  }

  async #wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    const stop = () => resolve();
    signal.addEventListener('abort', stop);
    this.#wake = resolve;
    await promise;
    this.#wake = undefined;
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
  }
}
