import {
  type GraphServiceImplementation,
  UnblockRequest,
  UnblockResponse,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellUnblocked } from '../events/graph-events.ts';
import { removeBlock } from '../store/block-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const unblock =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['unblock'] =>
  async (message, call) => {
    const types = { request: UnblockRequest, response: UnblockResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const block = { blockerId: callerId, blockedId: other.accountId };
      const wasThere = await removeBlock(tx, block.blockerId, block.blockedId);
      if (wasThere) await tellUnblocked(context.eventLog, tx, block, call.traceparent);
    });
  };
