import type { SeenCard } from './account.ts';

/** Why an account is suggested, the strongest reason first. */
export const suggestionReasons = ['follows-you', 'in-your-circle', 'followed-by-followed', 'popular'] as const;

export type SuggestionReason = (typeof suggestionReasons)[number];

/** Who of those whom the viewer follows follows an account. */
export interface FollowedBy {
  /** How many. */
  readonly count: number;
  /** The newest of them, some. */
  readonly cards: readonly SeenCard[];
}

/** At most so many suggestions at a time. */
export const maxSuggestions = 50;

/** Takes what is suggested for several reasons once, for the strongest, and no more than `limit`. */
export function pickStrongest(
  found: ReadonlyMap<SuggestionReason, readonly string[]>,
  limit: number,
): Map<string, SuggestionReason> {
  const picked = new Map<string, SuggestionReason>();
  for (const reason of suggestionReasons) {
    for (const accountId of found.get(reason) ?? []) {
      if (picked.size < limit && !picked.has(accountId)) picked.set(accountId, reason);
    }
  }
  return picked;
}
