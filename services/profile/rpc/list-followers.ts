import type { GraphServiceImplementation } from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { findFollowers } from '../store/follow-store.ts';
import { listFollows } from './list-follows.ts';

export const listFollowers =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['listFollowers'] =>
  async (message, call) => {
    const { cards, nextPageToken } = await listFollows(context, call, message, findFollowers);
    return { followers: cards.map(cardToProto), nextPageToken };
  };
