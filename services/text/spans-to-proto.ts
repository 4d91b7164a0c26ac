import type { TextSpan as ProtoSpan } from '#gen/tertulia/posts/v1/text_span.ts';
import type { Card } from '../audience/replica/people-store.ts';
import type { TextSpan } from './text-spans.ts';

/** Spans as a reader gets them. `shown` are those of the mentioned of whom the reader may know. */
export function spansToProto(spans: readonly TextSpan[], shown: readonly Card[]): ProtoSpan[] {
  if (spans.length === 0) return [];
  const cards = new Map(shown.map((card) => [card.accountId, card]));
  return spans.flatMap((span) => {
    const meaning = meaningToProto(span, cards);
    return meaning ? [{ startByte: span.startByte, endByte: span.endByte, meaning }] : [];
  });
}

/** A mention of somebody who is gone, or of whom the viewer may not know, is plain text. */
function meaningToProto(span: TextSpan, cards: ReadonlyMap<string, Card>): ProtoSpan['meaning'] {
  if (span.kind === 'hashtag') return { $case: 'hashtag', value: span.hashtag };
  const value = cards.get(span.accountId);
  return value && { $case: 'mention', value };
}
