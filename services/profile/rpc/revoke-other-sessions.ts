import { z } from 'zod';
import {
  RevokeOtherSessionsRequest,
  RevokeOtherSessionsResponse,
  type SessionServiceImplementation,
} from '#gen/tertulia/profile/v1/session_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { finishOtherSessions } from './finish-other-sessions.ts';

const schema = z.object({ requestId });

export const revokeOtherSessions =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['revokeOtherSessions'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const types = { request: RevokeOtherSessionsRequest, response: RevokeOtherSessionsResponse };
    return once(context.database, call, request, types, async (tx) => ({
      endedSessionCount: await finishOtherSessions(context, tx, call),
    }));
  };
