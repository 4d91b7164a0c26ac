import { Doorbell } from '../../kit/doorbell.ts';
import type { Ending } from '../../kit/ending.ts';
import type { Heartbeat } from '../../kit/heartbeat.ts';
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
export class Mailbox implements Disposable {
  readonly receiverId: string;
  readonly #bell = new Doorbell();
  readonly #close: (mailbox: Mailbox) => void;
  #update: Update | undefined;
  #overflow = false;

  constructor(receiverId: string, close: (mailbox: Mailbox) => void) {
    this.receiverId = receiverId;
    this.#close = close;
  }

  put(update: Update): void {
    const { changes = [] } = this.#update ?? {};
    const newer = new Set(update.changes.map(({ notificationId }) => notificationId));
    const older = changes.filter(({ notificationId }) => !newer.has(notificationId));
    this.#update = { ...update, changes: [...older, ...update.changes] };
    if (this.#update.changes.length > capacity) this.overflow();
    this.#bell.ring();
  }

  /** Drops what waits: the stream reads it from the log. */
  overflow(): void {
    this.#update = undefined;
    this.#overflow = true;
    this.#bell.ring();
  }

  /** Resolves as soon as `take` finds something, when the heartbeat is due, and when the call has ended. */
  wait(heartbeat: Heartbeat, ending: Ending): Promise<void> {
    return this.#overflow || this.#update ? Promise.resolve() : this.#bell.wait(heartbeat, ending);
  }

  /** What there is, which is 'timeout' if there is nothing. */
  take(ending: Ending): Mail {
    if (ending.ended) return 'aborted';
    const update = this.#overflow ? 'overflow' : this.#update;
    // The log has all that is in an update, which is therefore not needed either.
    this.#overflow = false;
    this.#update = undefined;
    return update ?? 'timeout';
  }

  [Symbol.dispose](): void {
    this.#close(this);
  }
}
