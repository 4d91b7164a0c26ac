import type { Database } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { Logger } from '../kit/logger.ts';
import type { PasswordHasher } from './credentials/password-hasher.ts';
import type { SignInAttempts } from './credentials/sign-in-attempts.ts';

/** What a handler of this service works with. */
export interface ProfileContext {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly hasher: PasswordHasher;
  readonly signInAttempts: SignInAttempts;
  /** Refresh tokens are made with it. */
  readonly refreshSecret: Uint8Array;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
}
