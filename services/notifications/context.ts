import type { Database } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { Heartbeat } from '../kit/heartbeat.ts';
import type { Logger } from '../kit/logger.ts';
import type { NotificationHub } from './live/hub.ts';

/** What the handlers work with. */
export interface NotificationsContext {
  readonly database: Database;
  readonly eventLog: EventLog;
  /** Brings news to the open streams. */
  readonly hub: NotificationHub;
  /** A stream without news gets a message this often. */
  readonly heartbeat: Heartbeat;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly logger: Logger;
}
