import { z } from 'zod';
import {
  SuggestionReason as Reason,
  type SuggestionServiceImplementation,
} from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { isVisible } from '../domain/account.ts';
import { maxSuggestions, pickStrongest, type SuggestionReason } from '../domain/suggestion.ts';
import { findFirstFollowedBy } from '../store/followed-by-store.ts';
import { findProfiles } from '../store/profile-store.ts';
import { findSuggestible } from '../store/suggestion-store.ts';

const schema = z.object({ pageSize });

/** How many of those who follow a suggested account are named. */
const namedCount = 3;

const reasons: Record<SuggestionReason, Reason> = {
  'follows-you': Reason.SUGGESTION_REASON_FOLLOWS_YOU,
  'in-your-circle': Reason.SUGGESTION_REASON_IN_YOUR_CIRCLE,
  'followed-by-followed': Reason.SUGGESTION_REASON_FOLLOWED_BY_FOLLOWED,
  popular: Reason.SUGGESTION_REASON_POPULAR,
};

export const suggestAccounts =
  (context: ProfileContext): SuggestionServiceImplementation<CallExtension>['suggestAccounts'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const viewer = memberId(call);
    const { database } = context;
    const limit = Math.min(request.pageSize, maxSuggestions);
    const picked = pickStrongest(await findSuggestible(database, viewer, { limit, now: context.now() }), limit);
    const ids = [...picked.keys()];
    const [profiles, followedBy] = await Promise.all([
      findProfiles(database, viewer, ids),
      findFirstFollowedBy(database, viewer, ids, namedCount),
    ]);
    const suggestions = [...picked].flatMap(([accountId, reason]) => {
      const profile = profiles.get(accountId);
      if (!profile || !isVisible(viewer, profile)) return [];
      const { count, cards } = followedBy.get(accountId) ?? { count: 0, cards: [] };
      return [
        {
          account: cardToProto(profile),
          reason: reasons[reason],
          followedByCount: count,
          followedBy: cards.map(cardToProto),
        },
      ];
    });
    return { suggestions };
  };
