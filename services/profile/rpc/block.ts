import {
  BlockRequest,
  BlockResponse,
  type GraphServiceImplementation,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellBlocked } from '../events/graph-events.ts';
import { addBlock } from '../store/block-store.ts';
import { refuseOneself } from './account-seen.ts';
import { actOnAccount } from './act-on-account.ts';
import { endMutes, partWays } from './part-ways.ts';

export const block =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['block'] =>
  async (message, call) => {
    const types = { request: BlockRequest, response: BlockResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const block = { blockerId: callerId, blockedId: other.accountId };
      refuseOneself(block.blockerId, block.blockedId);
      await partWays(context, tx, block, call.traceparent);
      const isNew = await addBlock(tx, block.blockerId, block.blockedId, context.now());
      if (isNew) await tellBlocked(context.eventLog, tx, block, call.traceparent);
      await endMutes(context, tx, block, call.traceparent);
    });
  };
