import { z } from 'zod';
import {
  BlockRequest,
  BlockResponse,
  type GraphServiceImplementation,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { relationshipToProto } from '../convert.ts';
import { tellBlocked, tellUnfollowed } from '../events/graph-events.ts';
import { addBlock, removeFollow } from '../store/graph-store.ts';
import { findCounterpart, refuseOneself } from './account-seen.ts';

const schema = z.object({ requestId, accountId: id });

export const block =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['block'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const blockerId = memberId(call);
    const blockedId = request.accountId;
    refuseOneself(blockerId, blockedId);
    return once(context.database, call, request, { request: BlockRequest, response: BlockResponse }, async (tx) => {
      await findCounterpart(tx, blockerId, blockedId);
      // The follows end first, so that no reader of the log meets a follow across a block.
      for (const ended of [
        { followerId: blockerId, followeeId: blockedId },
        { followerId: blockedId, followeeId: blockerId },
      ]) {
        if (await removeFollow(tx, ended)) await tellUnfollowed(context.eventLog, tx, ended, call.traceparent);
      }
      const isNew = await addBlock(tx, blockerId, blockedId, context.now());
      if (isNew) await tellBlocked(context.eventLog, tx, { blockerId, blockedId }, call.traceparent);
      const relation = { following: false, followedBy: false, blocking: true, blockedBy: false };
      return { relationship: relationshipToProto(blockedId, relation) };
    });
  };
