import { z } from 'zod';
import {
  RevokeSessionRequest,
  RevokeSessionResponse,
  type SessionServiceImplementation,
} from '#gen/tertulia/profile/v1/session_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { clearRefreshCookie } from '../credentials/refresh-cookie.ts';
import { SessionNotFound } from '../domain/errors.ts';
import { isLive } from '../domain/session.ts';
import { findSession } from '../store/session-store.ts';
import { callingSessionId } from './calling-session.ts';
import { finishSession } from './finish-session.ts';

const schema = z.object({ requestId, sessionId: id });

export const revokeSession =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['revokeSession'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const accountId = memberId(call);
    const types = { request: RevokeSessionRequest, response: RevokeSessionResponse };
    await once(context.database, call, request, types, async (tx) => {
      const now = context.now();
      const session = await findSession(tx, request.sessionId);
      if (!isLive(session, now) || session.accountId !== accountId) throw new SessionNotFound();
      await finishSession(context, tx, session, { now, traceparent: call.traceparent });
      return {};
    });
    if (request.sessionId === callingSessionId(call)) clearRefreshCookie(call);
    return {};
  };
