import type { GraphServiceImplementation } from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { findBlockedAccounts, type ListedBlock } from '../store/block-store.ts';
import { listOwnAccounts } from './list-own.ts';

export const listBlockedAccounts =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['listBlockedAccounts'] =>
  async (message, call) => {
    const { items, nextPageToken } = await listOwnAccounts<ListedBlock>(call, message, {
      read: (viewer, page) => findBlockedAccounts(context.database, viewer, page),
      cursorOf: ({ cursor }) => cursor,
    });
    return { accounts: items.map(({ card }) => cardToProto(card)), nextPageToken };
  };
