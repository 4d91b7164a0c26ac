import {
  type MuteServiceImplementation,
  UnmuteAccountRequest,
  UnmuteAccountResponse,
} from '#gen/tertulia/profile/v1/mute_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellUnmuted } from '../events/mute-events.ts';
import { removeMute } from '../store/mute-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const unmuteAccount =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['unmuteAccount'] =>
  async (message, call) => {
    const types = { request: UnmuteAccountRequest, response: UnmuteAccountResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const muting = { muterId: callerId, mutedId: other.accountId };
      const wasThere = await removeMute(tx, muting);
      if (wasThere) await tellUnmuted(context.eventLog, tx, muting, call.traceparent);
    });
  };
