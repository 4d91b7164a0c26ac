import { z } from 'zod';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { ids } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { profileToProto } from '../convert.ts';
import { isVisible } from '../domain/account.ts';
import { findProfiles } from '../store/profile-store.ts';

const schema = z.object({ accountIds: ids({ min: 1, max: 100 }) });

export const batchGetProfiles =
  (context: ProfileContext): ProfileServiceImplementation<CallExtension>['batchGetProfiles'] =>
  async (message, call) => {
    const { accountIds } = parse(schema, message);
    const viewer = viewerId(call);
    const profiles = await findProfiles(context.database, viewer, accountIds);
    const now = context.now();
    const results = accountIds.map((accountId) => {
      const profile = profiles.get(accountId);
      const isShown = profile !== undefined && isVisible(viewer, profile);
      return { accountId, profile: isShown ? profileToProto(profile, viewer, now) : undefined };
    });
    return { results };
  };
