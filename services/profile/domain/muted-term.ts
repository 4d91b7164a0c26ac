import { foldTerm } from '../../audience/mutes/mutes.ts';
import { countGraphemes } from '../../kit/graphemes.ts';

/** A word or a hashtag, as it is compared. */
export interface Term {
  /** Folded; a hashtag without `#`. */
  readonly term: string;
  /** Only the hashtag is meant. */
  readonly hashtag: boolean;
}

/** A term that an account mutes. */
export interface MutedTerm extends Term {
  readonly termId: string;
  /** When it ends by itself; undefined: never. */
  readonly expireTime: Date | undefined;
}

/** How many terms one account mutes at most. */
export const maxMutedTerms = 200;

const maxGraphemes = 100;
const hashtagText = /^[\p{L}\p{N}\p{M}_]+$/u;

/** Reads what somebody wants to mute. With `#` before it, it is a hashtag. Undefined for what cannot be one. */
export function readTerm(text: string, isHashtag: boolean): Term | undefined {
  const folded = foldTerm(text).trim();
  const hashtag = isHashtag || folded.startsWith('#');
  const term = hashtag ? folded.replace(/^#/, '') : folded;
  if (term === '' || countGraphemes(term) > maxGraphemes) return undefined;
  return hashtag && !hashtagText.test(term) ? undefined : { term, hashtag };
}
