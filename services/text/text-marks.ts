import type { TextSpan } from './text-spans.ts';

/** A part of a text that may mean something; offsets in bytes of UTF-8, the end exclusive. */
export type TextMark = { readonly startByte: number; readonly endByte: number } & (
  | { readonly kind: 'mention'; readonly handle: string }
  | { readonly kind: 'hashtag'; readonly hashtag: string }
);

type Meaning = { kind: 'mention'; handle: string } | { kind: 'hashtag'; hashtag: string };

/** A longer one is plain text. */
const maxHashtagLength = 100;

// Where `@` and `#` mean something else: to the end of a URL (`https://a.b/@c`, `www.a.b/#c`, `a.com/@c`), and in the
// e-mail addresses that the boundaries below do not tell. Each alternative begins with a literal or is bounded, so that
// no text is slow to search.
const elsewhere =
  /:\/\/\S*|(?<![\p{L}\p{N}])www\.\S*|\.\p{L}{2,63}(?::\d{1,5})?\/\S*|(?<=[\p{L}\p{N}_])[.+%-]{1,9}@[\p{L}\p{N}-]{1,63}\.\p{L}{2,63}/giu;

// A mention stands at the boundary of a word: nothing of a word before it, also not under combining marks, and no more
// of one behind it than a script without spaces has (`@anaさん`). `@a@b.c` is an address of another network.
const mark =
  /(?<![\p{L}\p{N}_@]\p{M}*)@([A-Za-z0-9_]{3,30})(?![\p{Script=Latin}\p{M}\p{N}_@])|(?<![\p{L}\p{N}_#&]\p{M}*)#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)/gu;

const hashtagForm = /^[\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*$/u;

/**
 * The mentions and hashtags of a text, in order and without overlap. Handles are in lower case; hashtags are folded
 * (NFKC, lower case). A hashtag has letters, digits and underscores of any script, and at least one letter.
 * @param text well-formed (no lone surrogates)
 */
export function findMarks(text: string): TextMark[] {
  const skipped = [...text.matchAll(elsewhere)].map((match) => ({ start: match.index, end: endOf(match) }));
  const marks: TextMark[] = [];
  let at = 0;
  let byte = 0;
  for (const match of text.matchAll(mark)) {
    if (skipped.some(({ start, end }) => match.index >= start && match.index < end)) continue;
    const meaning = meaningOf(match);
    if (!meaning) continue;
    const startByte = byte + Buffer.byteLength(text.slice(at, match.index));
    const endByte = startByte + Buffer.byteLength(match[0]);
    marks.push({ startByte, endByte, ...meaning });
    at = endOf(match);
    byte = endByte;
  }
  return marks;
}

/** The marks that mean something. A mention of a handle that nobody has stays plain text. */
export function resolveMarks(
  marks: readonly TextMark[],
  people: ReadonlyMap<string, { accountId: string }>,
): TextSpan[] {
  return marks.flatMap((mark): TextSpan[] => {
    if (mark.kind === 'hashtag') return [mark];
    const { startByte, endByte } = mark;
    const person = people.get(mark.handle);
    return person ? [{ startByte, endByte, kind: 'mention', accountId: person.accountId }] : [];
  });
}

function meaningOf([, handle, tag]: RegExpExecArray): Meaning | undefined {
  if (handle !== undefined) return { kind: 'mention', handle: handle.toLowerCase() };
  // Folding can turn one letter into a phrase.
  const hashtag = readHashtag(tag ?? '');
  return hashtag === undefined ? undefined : { kind: 'hashtag', hashtag };
}

/** A hashtag given without `#`, folded; undefined if no text could have it. */
export function readHashtag(tag: string): string | undefined {
  const hashtag = foldHashtag(tag);
  return hashtagForm.test(hashtag) && hashtag.length <= maxHashtagLength ? hashtag : undefined;
}

/** The form in which hashtags are compared. Lower case can undo a composition, so it is composed once more. */
export function foldHashtag(tag: string): string {
  return tag.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}
