import {
  type MuteServiceImplementation,
  UnmuteRepostsRequest,
  UnmuteRepostsResponse,
} from '#gen/tertulia/profile/v1/mute_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellRepostsUnmuted } from '../events/mute-events.ts';
import { removeRepostMute } from '../store/mute-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const unmuteReposts =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['unmuteReposts'] =>
  async (message, call) => {
    const types = { request: UnmuteRepostsRequest, response: UnmuteRepostsResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const muting = { muterId: callerId, mutedId: other.accountId };
      const wasThere = await removeRepostMute(tx, muting);
      if (wasThere) await tellRepostsUnmuted(context.eventLog, tx, muting, call.traceparent);
    });
  };
