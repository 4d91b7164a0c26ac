import { z } from 'zod';
import type { SuggestionServiceImplementation } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { isVisible } from '../domain/account.ts';
import type { Follower } from '../store/follow-store.ts';
import { countFollowedByFollowed, findFollowedByFollowed } from '../store/followed-by-store.ts';
import { findSeenProfile } from './account-seen.ts';
import { answerPage } from './answer-page.ts';

const schema = z.object({ accountId: id, pageSize, pageToken });

// Also of a private account: whom one follows, whose lists one may read, tell as much. A block ends the follows of both
// sides, so that the count needs nothing taken away.
export const listFollowedByFollowed =
  (context: ProfileContext): SuggestionServiceImplementation<CallExtension>['listFollowedByFollowed'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { accountId } = request;
    const { database } = context;
    const viewer = memberId(call);
    await findSeenProfile(database, viewer, accountId);
    const [{ items, nextPageToken }, totalSize] = await Promise.all([
      answerPage<Follower>(call, [viewer, accountId], request, {
        read: (before, limit) => findFollowedByFollowed(database, viewer, { accountId, before, limit }),
        cursorOf: ({ followId }) => followId,
        isVisible: ({ card }) => isVisible(viewer, card),
      }),
      countFollowedByFollowed(database, viewer, accountId),
    ]);
    return { followers: items.map(({ card }) => cardToProto(card)), nextPageToken, totalSize };
  };
