// Made when it is first needed: it reads ICU's tables, which takes 20 ms.
let segmenter: Intl.Segmenter | undefined;
const segment = (text: string) => {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
};

// Within printable ASCII and newline each code unit is one grapheme, so the segmenter, which is slow, is not asked.
const plainAscii = /^[\x20-\x7e\n]*$/;

/** How many characters a person sees (Unicode UAX #29, extended grapheme clusters). */
export function countGraphemes(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let count = 0;
  for (const _ of segment(text)) count += 1;
  return count;
}

/** The text, or its first `max - 1` graphemes and `…` where it is longer than `max`. */
export function cutGraphemes(text: string, max: number): string {
  if (text.length <= max) return text;
  if (plainAscii.test(text)) return `${text.slice(0, max - 1)}…`;
  let count = 0;
  let cutAt = 0;
  for (const { index } of segment(text)) {
    if (count === max - 1) cutAt = index;
    if (count === max) return `${text.slice(0, cutAt)}…`;
    count += 1;
  }
  return text;
}
