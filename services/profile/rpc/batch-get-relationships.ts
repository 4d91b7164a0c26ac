import { z } from 'zod';
import type { GraphServiceImplementation } from '#gen/tertulia/profile/v1/graph_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { ids } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { relationshipOrStranger } from '../convert.ts';
import { findProfiles } from '../store/profile-store.ts';

const schema = z.object({ accountIds: ids({ min: 1, max: 100 }) });

export const batchGetRelationships =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['batchGetRelationships'] =>
  async (message, call) => {
    const { accountIds } = parse(schema, message);
    const callerId = memberId(call);
    const profiles = await findProfiles(context.database, callerId, accountIds);
    const now = context.now();
    return { relationships: accountIds.map((id) => relationshipOrStranger(id, callerId, profiles.get(id), now)) };
  };
