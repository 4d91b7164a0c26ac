import { z } from 'zod';
import type { SessionServiceImplementation } from '#gen/tertulia/profile/v1/session_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import type { Session } from '../domain/session.ts';
import { findSessionPage } from '../store/session-store.ts';
import { answerPage } from './answer-page.ts';
import { callingSessionId } from './calling-session.ts';

const schema = z.object({ pageSize, pageToken });

export const listSessions =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['listSessions'] =>
  async (message, call) => {
    const accountId = memberId(call);
    const now = context.now();
    const { items, nextPageToken } = await answerPage<Session>(call, [accountId], parse(schema, message), {
      read: (before, limit) => findSessionPage(context.database, accountId, { before, limit, now }),
      cursorOf: ({ sessionId }) => sessionId,
      isVisible: () => true,
    });
    const current = callingSessionId(call);
    const sessions = items.map(({ sessionId, device, createTime, refreshTime }) => ({
      sessionId,
      device,
      createTime,
      lastUseTime: refreshTime,
      current: sessionId === current,
    }));
    return { sessions, nextPageToken };
  };
