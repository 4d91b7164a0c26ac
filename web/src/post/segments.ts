import type { TextSpan } from '#gen/tertulia/posts/v1/text_span.ts';

/** A piece of a text: plain, or what a span says of it. */
export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'mention'; text: string; handle: string }
  | { kind: 'hashtag'; text: string; hashtag: string };

const decoder = new TextDecoder();

/**
 * Cuts a text at its spans, which count bytes of UTF-8. The pieces together are the text. A span that is out of place
 * (overlapping, out of the text, of a meaning that this client does not know) stays plain text.
 */
export function toSegments(text: string, spans: readonly TextSpan[]): Segment[] {
  const bytes = new TextEncoder().encode(text);
  const segments: Segment[] = [];
  let at = 0;
  for (const span of spans) {
    const { startByte, endByte, meaning } = span;
    if (startByte < at || endByte <= startByte || endByte > bytes.length || meaning === undefined) continue;
    if (!isBoundary(bytes, startByte) || !isBoundary(bytes, endByte)) continue;
    if (startByte > at) segments.push({ kind: 'text', text: decode(bytes, at, startByte) });
    segments.push(toSegment(meaning, decode(bytes, startByte, endByte)));
    at = endByte;
  }
  if (at < bytes.length) segments.push({ kind: 'text', text: decode(bytes, at, bytes.length) });
  return segments;
}

function toSegment(meaning: NonNullable<TextSpan['meaning']>, text: string): Segment {
  if (meaning.$case === 'mention') return { kind: 'mention', text, handle: meaning.value.handle };
  return { kind: 'hashtag', text, hashtag: meaning.value };
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Whether a character begins here: the later bytes of one are 10xxxxxx. */
function isBoundary(bytes: Uint8Array, at: number): boolean {
  return ((bytes[at] ?? 0) & 0b1100_0000) !== 0b1000_0000;
}
