import type { MuteServiceImplementation } from '#gen/tertulia/profile/v1/mute_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { findMutedAccounts, type ListedMute } from '../store/mute-store.ts';
import { listOwnAccounts } from './list-own.ts';

export const listMutedAccounts =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['listMutedAccounts'] =>
  async (message, call) => {
    const now = context.now();
    const { items, nextPageToken } = await listOwnAccounts<ListedMute>(call, message, {
      read: (viewer, page) => findMutedAccounts(context.database, viewer, { ...page, now }),
      cursorOf: ({ muteId }) => muteId,
    });
    const mutedAccounts = items.map(({ card, notifications, expireTime }) => ({
      account: cardToProto(card),
      notifications,
      expireTime,
    }));
    return { mutedAccounts, nextPageToken };
  };
