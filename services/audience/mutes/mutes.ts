/** What one account does not want to come to it by itself. Times in milliseconds since the epoch, Infinity for never. */
export interface Mutes {
  readonly people: ReadonlyMap<string, { readonly notifications: boolean; readonly end: number }>;
  /** Whose reposts. */
  readonly reposts: ReadonlySet<string>;
  /** Folded, as hashtags are; see `foldTerm`. */
  readonly terms: readonly { readonly term: string; readonly hashtag: boolean; readonly end: number }[];
}

/** What is asked of mutes: something that a person wrote. */
export interface Writing {
  readonly authorId: string;
  readonly text: string;
  /** Without `#`, folded. */
  readonly hashtags: readonly string[];
}

/** How much memory mutes take, as a number of people and words; at least 1. */
export function sizeOfMutes({ people, reposts, terms }: Mutes): number {
  return 1 + people.size + reposts.size + terms.length;
}

/** Is this person muted now? */
export function mutesPerson({ people }: Mutes, accountId: string, now: number): boolean {
  return (people.get(accountId)?.end ?? 0) > now;
}

/** Are the notifications of what this person does muted now? */
export function mutesNotifications({ people }: Mutes, accountId: string, now: number): boolean {
  const mute = people.get(accountId);
  return mute?.notifications === true && mute.end > now;
}

/** Does the text have a word or a hashtag that is muted now? One's own writing never counts: ask for others'. */
export function mutesWords({ terms }: Mutes, { text, hashtags }: Omit<Writing, 'authorId'>, now: number): boolean {
  const running = terms.filter(({ end }) => end > now);
  if (running.length === 0) return false;
  const folded = foldTerm(text);
  return running.some(({ term, hashtag }) => hashtags.includes(term) || (!hashtag && hasWord(folded, term)));
}

/**
 * Lower case and composed form, so that two ways to write a word are one: as hashtags are folded. Lower case can undo a
 * composition, so it is composed once more.
 */
export function foldTerm(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** A word stands in a text where neither side of it goes on with a letter or a digit. */
function hasWord(folded: string, term: string): boolean {
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    if (!endsInWord(folded.slice(0, at)) && !startsWithWord(folded.slice(at + term.length))) return true;
  }
  return false;
}

const endsInWord = (text: string) => /[\p{L}\p{N}\p{M}_]$/u.test(text);
const startsWithWord = (text: string) => /^[\p{L}\p{N}\p{M}_]/u.test(text);
