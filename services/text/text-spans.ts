/** A part of a text that means something; offsets in bytes of UTF-8, the end exclusive. */
export type TextSpan = { readonly startByte: number; readonly endByte: number } & (
  | { readonly kind: 'mention'; readonly accountId: string }
  | { readonly kind: 'hashtag'; readonly hashtag: string }
);

/** Whom spans mention, each once, in the order of the text. */
export function mentionedIds(spans: readonly TextSpan[]): string[] {
  return [...new Set(spans.flatMap((span) => (span.kind === 'mention' ? [span.accountId] : [])))];
}

/** The hashtags of spans, each once, in the order of the text. */
export function hashtagsOf(spans: readonly TextSpan[]): string[] {
  return [...new Set(spans.flatMap((span) => (span.kind === 'hashtag' ? [span.hashtag] : [])))];
}

// A column of JSON in itself, it stays a text in the whole: for SQLite to parse it too would take longer.
type SpanItem = [startByte: number, endByte: number, kind: '@' | '#', value: string];

/** Spans as their column keeps them: in JSON, an array each. */
export function spansToColumn(spans: readonly TextSpan[]): string {
  return JSON.stringify(
    spans.map((span): SpanItem => {
      const { startByte, endByte } = span;
      return span.kind === 'mention'
        ? [startByte, endByte, '@', span.accountId]
        : [startByte, endByte, '#', span.hashtag];
    }),
  );
}

export function spansFromColumn(column: string): TextSpan[] {
  const items: SpanItem[] = column === '[]' ? [] : JSON.parse(column);
  return items.map(([startByte, endByte, kind, value]) =>
    kind === '@'
      ? { startByte, endByte, kind: 'mention', accountId: value }
      : { startByte, endByte, kind: 'hashtag', hashtag: value },
  );
}
