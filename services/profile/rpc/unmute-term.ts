import { z } from 'zod';
import {
  type MuteServiceImplementation,
  UnmuteTermRequest,
  UnmuteTermResponse,
} from '#gen/tertulia/profile/v1/mute_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { tellTermUnmuted } from '../events/mute-events.ts';
import { removeTerm } from '../store/term-store.ts';

const schema = z.object({ requestId, termId: id });

export const unmuteTerm =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['unmuteTerm'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const accountId = memberId(call);
    const { termId } = request;
    const types = { request: UnmuteTermRequest, response: UnmuteTermResponse };
    return once(context.database, call, request, types, async (tx) => {
      const wasThere = await removeTerm(tx, accountId, termId);
      if (wasThere) await tellTermUnmuted(context.eventLog, tx, { accountId, termId }, call.traceparent);
      return {};
    });
  };
