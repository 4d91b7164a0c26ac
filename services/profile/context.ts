import type { Database } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { Logger } from '../kit/logger.ts';
import type { PasswordHasher } from './credentials/password-hasher.ts';

/** What a handler of this service works with. */
export interface ProfileContext {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly hasher: PasswordHasher;
  /** Refresh tokens are made with it. */
  readonly refreshSecret: Uint8Array;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
}
