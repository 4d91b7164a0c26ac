import { z } from 'zod';
import type { SessionServiceImplementation } from '#gen/tertulia/profile/v1/session_service.ts';
import type { Call, CallExtension } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { clearRefreshCookie, readRefreshCookie } from '../credentials/refresh-cookie.ts';
import type { RefreshToken } from '../credentials/refresh-token.ts';
import { RefreshTokenInvalid, RefreshTokenReused } from '../domain/errors.ts';
import { judgeRefresh, type Session } from '../domain/session.ts';
import { findSession, rotateSession } from '../store/session-store.ts';
import { answerSession } from './answer-session.ts';
import { finishSession } from './finish-session.ts';

const schema = z.object({ requestId });

type Exchange = { kind: 'good'; session: Session; issueTime: Date } | { kind: 'invalid' } | { kind: 'reused' };

export const refreshSession =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['refreshSession'] =>
  async (message, call) => {
    const { requestId } = parse(schema, message);
    const token = readRefreshCookie(call, context.refreshSecret);
    const exchange: Exchange = token ? await exchangeToken(context, call, token, requestId) : { kind: 'invalid' };
    if (exchange.kind === 'good') return answerSession(context, call, exchange.session, exchange.issueTime);
    clearRefreshCookie(call);
    throw exchange.kind === 'reused' ? new RefreshTokenReused() : new RefreshTokenInvalid();
  };

/** Uses a token up. What it finds is returned, not thrown: the end of a session in two hands must be committed. */
function exchangeToken(
  context: ProfileContext,
  call: Call,
  { sessionId, generation }: RefreshToken,
  requestId: string,
): Promise<Exchange> {
  return context.database.write(async (tx) => {
    const now = context.now();
    const session = await findSession(tx, sessionId);
    const verdict = judgeRefresh(session, { generation, requestId }, now);
    if (!session || verdict === 'invalid') return { kind: 'invalid' };
    if (verdict === 'reused') {
      await finishSession(context, tx, session, { now, traceparent: call.traceparent });
      return { kind: 'reused' };
    }
    if (verdict === 'repeat') return { kind: 'good', session, issueTime: now };
    await rotateSession(tx, sessionId, requestId, now);
    return { kind: 'good', session: { ...session, generation: generation + 1 }, issueTime: now };
  });
}
