import { z } from 'zod';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { profileToProto } from '../convert.ts';
import { findProfile, findProfileByHandle } from '../store/profile-store.ts';
import { requireSeen } from './account-seen.ts';
import { anyHandle } from './handle-field.ts';

const name = z.discriminatedUnion(
  '$case',
  [z.object({ $case: z.literal('accountId'), value: id }), z.object({ $case: z.literal('handle'), value: anyHandle })],
  'account_id or handle must be given',
);
const schema = z.object({ name });

export const getProfile =
  (context: ProfileContext): ProfileServiceImplementation<CallExtension>['getProfile'] =>
  async (message, call) => {
    const { name } = parse(schema, message);
    const viewer = viewerId(call);
    const find = name.$case === 'handle' ? findProfileByHandle : findProfile;
    const profile = requireSeen(viewer, await find(context.database, viewer, name.value));
    return { profile: profileToProto(profile, viewer, context.now()) };
  };
