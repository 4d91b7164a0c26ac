/** How many colours avatar.css has. */
export const hueCount = 8;

/** The colour of an account, 0–7: always the same for the same id. */
export function avatarHue(accountId: string): number {
  let hash = 0;
  for (const character of accountId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % hueCount;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first characters of the first and the last word of a name, in upper case. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => firstGrapheme(word ?? ''))
    .join('')
    .toUpperCase();
}

function firstGrapheme(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return '';
}
