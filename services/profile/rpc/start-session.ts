import type { Call } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { ProfileContext } from '../context.ts';
import { deviceOf } from '../domain/device.ts';
import { tellSessionStarted } from '../events/session-events.ts';
import { addSession } from '../store/session-store.ts';
import type { StartedSession } from '../store/started-session.ts';

/** Starts a session of an account, on the device that calls. */
export async function startSession(
  context: ProfileContext,
  tx: Transaction,
  call: Call,
  start: { accountId: string; requestId: string; signUp: boolean },
): Promise<StartedSession> {
  const { accountId, requestId, signUp } = start;
  const sessionId = context.newId();
  const startTime = context.now();
  const device = deviceOf(String(call.metadata.get('user-agent') ?? ''));
  await addSession(tx, { sessionId, accountId, device, requestId }, startTime);
  const started = { sessionId, accountId, device, startTime, signUp };
  await tellSessionStarted(context.eventLog, tx, started, call.traceparent);
  return { sessionId };
}
