import {
  SessionEnded,
  SessionStarted,
  SigningKeyPublished,
  SigningKeyRetired,
} from '#gen/tertulia/profile/v1/session_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { lastTokenExpireTime } from '../credentials/access-token.ts';

/** Tells that somebody signed in, or up. */
export async function tellSessionStarted(
  log: EventLog,
  tx: Transaction,
  session: { sessionId: string; accountId: string; device: string; startTime: Date; signUp: boolean },
  traceparent: string,
): Promise<void> {
  await log.append(tx, session.accountId, SessionStarted, session, traceparent);
}

/** Tells that a session ended before its tokens did. */
export async function tellSessionEnded(
  log: EventLog,
  tx: Transaction,
  session: { sessionId: string; accountId: string },
  now: Date,
  traceparent: string,
): Promise<void> {
  const { sessionId, accountId } = session;
  const payload = { sessionId, accountId, lastTokenExpireTime: lastTokenExpireTime(now) };
  await log.append(tx, accountId, SessionEnded, payload, traceparent);
}

export async function tellKeyPublished(
  log: EventLog,
  tx: Transaction,
  keyId: string,
  publicJwk: string,
): Promise<void> {
  await log.append(tx, keyId, SigningKeyPublished, { keyId, publicJwk });
}

export async function tellKeyRetired(log: EventLog, tx: Transaction, keyId: string): Promise<void> {
  await log.append(tx, keyId, SigningKeyRetired, { keyId });
}
