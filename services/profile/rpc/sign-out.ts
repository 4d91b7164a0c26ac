import { z } from 'zod';
import type { SessionServiceImplementation } from '#gen/tertulia/profile/v1/session_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { clearRefreshCookie, readRefreshCookie } from '../credentials/refresh-cookie.ts';
import { isLive } from '../domain/session.ts';
import { findSession } from '../store/session-store.ts';
import { finishSession } from './finish-session.ts';

const schema = z.object({ requestId });

// A second sign-out finds the session ended and does nothing, so no answer is kept for a retry.
export const signOut =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['signOut'] =>
  async (message, call) => {
    parse(schema, message);
    const token = readRefreshCookie(call, context.refreshSecret);
    if (token) {
      await context.database.write(async (tx) => {
        const now = context.now();
        const session = await findSession(tx, token.sessionId);
        if (isLive(session, now)) await finishSession(context, tx, session, { now, traceparent: call.traceparent });
      });
    }
    clearRefreshCookie(call);
    return {};
  };
