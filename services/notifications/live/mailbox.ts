import type { ViewedNotification } from '../domain/notification.ts';

/** What changed for a receiver. */
export interface Update {
  /** The position of the last event that is in it. */
  readonly position: bigint;
  /** Visible ones that were announced, oldest first, each with the position of its event. */
  readonly notifications: readonly { position: bigint; notification: ViewedNotification }[];
  readonly unreadCount: number;
}

/** Why a wait ended: an update, updates that were too many to keep, time, or the end of the call. */
export type Mail = Update | 'overflow' | 'timeout' | 'aborted';

/** How many notifications one slow stream may have waiting. */
const capacity = 100;

/** What one open stream has yet to send. Updates that wait together become one. */
export class Mailbox {
  #update: Update | undefined;
  #overflow = false;
  #wake: (() => void) | undefined;

  put(update: Update): void {
    const { notifications = [] } = this.#update ?? {};
    this.#update = { ...update, notifications: [...notifications, ...update.notifications] };
    if (this.#update.notifications.length > capacity) this.overflow();
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
