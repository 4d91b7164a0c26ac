/** Longer terms are cut: no query is longer once folded. */
const maxTermCodePoints = 100;

/**
 * A text without the differences that a search passes over: case and accents.
 * Upper case, since it has one form where lower case has two (ß, final sigma).
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

/** A query as terms are compared with it; empty where nothing can match. A leading @ is passed over. */
export function foldQuery(query: string): string {
  return fold(query)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[@ ]+/, '');
}

/**
 * What a profile is found by: its handle, and its display name from each word
 * on, so that a query may run over several words.
 */
export function searchTerms(handle: string, displayName: string): string[] {
  const name = foldQuery(displayName);
  const tails = [...name.matchAll(/(?<=^|[\p{P}\p{Z}])[^\p{P}\p{Z}]/gu)].map((match) => name.slice(match.index));
  return [...new Set([fold(handle), name, ...tails].filter((term) => term !== '').map(cut))];
}

function cut(term: string): string {
  return [...term].slice(0, maxTermCodePoints).join('');
}

/** The range of terms that begin with a prefix: from `low` up to, but not with, `high`. */
export function prefixRange(prefix: string): { low: string; high: string } {
  return { low: prefix, high: `${prefix}\u{10FFFF}` };
}
