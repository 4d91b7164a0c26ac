import { z } from 'zod';
import {
  type ProfileServiceImplementation,
  UpdateProfileRequest,
  UpdateProfileResponse,
} from '#gen/tertulia/profile/v1/profile_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { requestId, text } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { profileToProto } from '../convert.ts';
import { etagOf } from '../domain/account.ts';
import { EtagMismatch } from '../domain/errors.ts';
import { tellCardChanged } from '../events/account-events.ts';
import { changeAccount } from '../store/account-store.ts';
import { findProfile } from '../store/profile-store.ts';
import { displayName } from './display-name-field.ts';

const bio = text({ min: 0, max: 300 });
const paths = z.array(z.enum(['display_name', 'bio'], 'must be display_name or bio')).min(1, 'must name a field');

/** Only the fields that the mask names are looked at. */
const schemaOf = (masked: readonly string[]) =>
  z.object({
    requestId,
    profile: z.object(
      {
        displayName: masked.includes('display_name') ? displayName : z.undefined().catch(undefined),
        bio: masked.includes('bio') ? bio : z.undefined().catch(undefined),
        etag: z.string(),
      },
      'must be given',
    ),
    updateMask: z.object({ paths }),
  });

export const updateProfile =
  (context: ProfileContext): ProfileServiceImplementation<CallExtension>['updateProfile'] =>
  async (message, call) => {
    const masked = message.updateMask ?? [];
    const request = parse(schemaOf(masked), { ...message, updateMask: { paths: masked } });
    const accountId = memberId(call);
    const types = { request: UpdateProfileRequest, response: UpdateProfileResponse };
    return once(context.database, call, { ...message, requestId: request.requestId }, types, async (tx) => {
      const before = await findProfile(tx, accountId, accountId);
      if (!before) throw new SessionHasEnded();
      if (request.profile.etag !== '' && request.profile.etag !== etagOf(before)) throw new EtagMismatch();
      const after = {
        ...before,
        displayName: request.profile.displayName ?? before.displayName,
        bio: request.profile.bio ?? before.bio,
      };
      const isCardChanged = after.displayName !== before.displayName;
      if (!isCardChanged && after.bio === before.bio)
        return { profile: profileToProto(before, accountId, context.now()) };
      await changeAccount(tx, after);
      if (isCardChanged) await tellCardChanged(context.eventLog, tx, after, call.traceparent);
      return { profile: profileToProto({ ...after, revision: before.revision + 1 }, accountId, context.now()) };
    });
  };
