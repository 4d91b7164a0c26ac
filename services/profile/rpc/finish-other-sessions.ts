import { type Call, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { ProfileContext } from '../context.ts';
import { findLiveSessions } from '../store/session-store.ts';
import { callingSessionId } from './calling-session.ts';
import { finishSession } from './finish-session.ts';

/** Ends all sessions of the caller but the one that calls. Gives how many. */
export async function finishOtherSessions(context: ProfileContext, tx: Transaction, call: Call): Promise<number> {
  const now = context.now();
  const current = callingSessionId(call);
  const live = await findLiveSessions(tx, memberId(call), now);
  const others = live.filter(({ sessionId }) => sessionId !== current);
  for (const session of others) await finishSession(context, tx, session, { now, traceparent: call.traceparent });
  return others.length;
}
