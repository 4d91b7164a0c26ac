import { NotificationChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { Database } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { StoredEvent } from '../../kit/events/event-type.ts';
import type { Logger } from '../../kit/logger.ts';
import { countUnread } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';
import { Mailbox } from './mailbox.ts';

/** What became known of one receiver since the last delivery. */
interface News {
  position: bigint;
  /** The notifications that changed, each with the position of its last change, in the order of these. */
  readonly changed: Map<string, bigint>;
}

/** How many receivers one read serves. */
const receiversPerRead = 100;

/**
 * Brings the log's news to the open streams. However many are open, the log is
 * read once, and what it tells of is read once for all receivers concerned.
 */
export class NotificationHub implements AsyncDisposable {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #mailboxes = new Map<string, Set<Mailbox>>();
  readonly #following: Disposable;
  #news = new Map<string, News>();
  #delivering: Promise<void> | undefined;

  constructor(database: Database, eventLog: EventLog, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
    this.#following = eventLog.onAppended((events) => this.#collect(events));
  }

  /** Opens a mailbox: everything that is committed from now on comes into it, and perhaps some of what was before. */
  open(receiverId: string): Mailbox {
    const mailbox = new Mailbox(receiverId, this.#close);
    const mailboxes = this.#mailboxes.get(receiverId) ?? new Set();
    this.#mailboxes.set(receiverId, mailboxes.add(mailbox));
    return mailbox;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#following[Symbol.dispose]();
    this.#news.clear();
    await this.#delivering;
  }

  readonly #close = (mailbox: Mailbox): void => {
    const { receiverId } = mailbox;
    const mailboxes = this.#mailboxes.get(receiverId);
    mailboxes?.delete(mailbox);
    if (mailboxes?.size === 0) this.#mailboxes.delete(receiverId);
  };

  #collect(events: readonly StoredEvent[]): void {
    for (const { subject, position, type, payload } of events) {
      if (type !== NotificationChanged.$type || !this.#mailboxes.has(subject)) continue;
      const news = this.#news.get(subject) ?? { position, changed: new Map() };
      const { notificationId } = NotificationChanged.decode(payload);
      news.position = position;
      news.changed.delete(notificationId);
      news.changed.set(notificationId, position);
      this.#news.set(subject, news);
    }
    this.#delivering ??= this.#deliverAll().finally(() => {
      this.#delivering = undefined;
    });
  }

  /** One delivery after another, so that each stream gets its updates in order. */
  async #deliverAll(): Promise<void> {
    while (this.#news.size > 0) {
      const some = [...this.#news].slice(0, receiversPerRead);
      for (const [receiverId] of some) this.#news.delete(receiverId);
      await this.#deliver(new Map(some)).catch((error: unknown) => {
        this.#logger.error({ err: error }, 'news could not be read for the open streams; each reads for itself');
        for (const [receiverId] of some) this.#each(receiverId, (mailbox) => mailbox.overflow());
      });
    }
  }

  async #deliver(news: ReadonlyMap<string, News>): Promise<void> {
    const ids = [...news.values()].flatMap(({ changed }) => [...changed.keys()]);
    const visible = new Map((await readNotifications(this.#database, ids)).map((one) => [one.notificationId, one]));
    const unread = await countUnread(this.#database, [...news.keys()]);
    for (const [receiverId, { position, changed }] of news) {
      const changes = [...changed].map(([notificationId, at]) => ({
        notificationId,
        position: at,
        notification: visible.get(notificationId),
      }));
      const update = { position, changes, unreadCount: unread.get(receiverId) ?? 0 };
      this.#each(receiverId, (mailbox) => mailbox.put(update));
    }
  }

  #each(receiverId: string, action: (mailbox: Mailbox) => void): void {
    for (const mailbox of this.#mailboxes.get(receiverId) ?? []) action(mailbox);
  }
}
