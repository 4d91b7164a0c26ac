import { z } from 'zod';
import {
  MuteAccountRequest,
  MuteAccountResponse,
  type MuteServiceImplementation,
} from '#gen/tertulia/profile/v1/mute_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { AccountBlocked } from '../domain/errors.ts';
import { tellMuted } from '../events/mute-events.ts';
import { putMute } from '../store/mute-store.ts';
import { refuseOneself } from './account-seen.ts';
import { actOnAccount } from './act-on-account.ts';
import { expireTimeOf, muteDuration } from './mute-duration-field.ts';

const schema = z.object({ requestId, accountId: id, duration: muteDuration });

export const muteAccount =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['muteAccount'] =>
  async (message, call) => {
    const { duration } = parse(schema, message);
    const types = { request: MuteAccountRequest, response: MuteAccountResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const muting = { muterId: callerId, mutedId: other.accountId };
      refuseOneself(muting.muterId, muting.mutedId);
      if (other.relation.blocking) throw new AccountBlocked();
      const now = context.now();
      const mute = { notifications: message.notifications, expireTime: expireTimeOf(duration, now) };
      await putMute(tx, muting, { ...mute, muteId: context.newId() }, now);
      await tellMuted(context.eventLog, tx, { ...muting, ...mute }, call.traceparent);
    });
  };
