import type { GraphServiceImplementation } from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { findFollowing } from '../store/follow-store.ts';
import { listFollows } from './list-follows.ts';

export const listFollowing =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['listFollowing'] =>
  async (message, call) => {
    const { cards, nextPageToken } = await listFollows(context, call, message, findFollowing);
    return { following: cards.map(cardToProto), nextPageToken };
  };
