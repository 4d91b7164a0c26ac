import { z } from 'zod';
import {
  type GraphServiceImplementation,
  UnblockRequest,
  UnblockResponse,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { relationshipToProto } from '../convert.ts';
import { tellUnblocked } from '../events/graph-events.ts';
import { removeBlock } from '../store/graph-store.ts';
import { findCounterpart } from './account-seen.ts';

const schema = z.object({ requestId, accountId: id });

export const unblock =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['unblock'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const blockerId = memberId(call);
    const blockedId = request.accountId;
    const types = { request: UnblockRequest, response: UnblockResponse };
    return once(context.database, call, request, types, async (tx) => {
      const blocked = await findCounterpart(tx, blockerId, blockedId);
      const wasThere = await removeBlock(tx, blockerId, blockedId);
      if (wasThere) await tellUnblocked(context.eventLog, tx, { blockerId, blockedId }, call.traceparent);
      return { relationship: relationshipToProto(blockedId, { ...blocked.relation, blocking: false }) };
    });
  };
