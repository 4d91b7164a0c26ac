import {
  MuteRepostsRequest,
  MuteRepostsResponse,
  type MuteServiceImplementation,
} from '#gen/tertulia/profile/v1/mute_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { AccountBlocked } from '../domain/errors.ts';
import { tellRepostsMuted } from '../events/mute-events.ts';
import { addRepostMute } from '../store/mute-store.ts';
import { refuseOneself } from './account-seen.ts';
import { actOnAccount } from './act-on-account.ts';

export const muteReposts =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['muteReposts'] =>
  async (message, call) => {
    const types = { request: MuteRepostsRequest, response: MuteRepostsResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const muting = { muterId: callerId, mutedId: other.accountId };
      refuseOneself(muting.muterId, muting.mutedId);
      if (other.relation.blocking) throw new AccountBlocked();
      const isNew = await addRepostMute(tx, muting);
      if (isNew) await tellRepostsMuted(context.eventLog, tx, muting, call.traceparent);
    });
  };
