import type { Transaction } from '../../kit/database/database.ts';
import type { ProfileContext } from '../context.ts';
import type { Session } from '../domain/session.ts';
import { tellSessionEnded } from '../events/session-events.ts';
import { endSession } from '../store/session-store.ts';

/** Ends a live session; its access tokens and streams end with it, everywhere. */
export async function finishSession(
  context: ProfileContext,
  tx: Transaction,
  session: Session,
  cause: { now: Date; traceparent: string },
): Promise<void> {
  await endSession(tx, session.sessionId, cause.now);
  await tellSessionEnded(context.eventLog, tx, session, cause.now, cause.traceparent);
}
