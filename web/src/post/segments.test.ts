import test from 'ava';
import fc from 'fast-check';
import { TextSpan } from '#gen/tertulia/posts/v1/text_span.ts';
import { toSegments } from './segments.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const hashtag = (startByte: number, endByte: number) =>
  TextSpan.fromPartial({ startByte, endByte, meaning: { $case: 'hashtag', value: 'tag' } });

/** Texts of whole characters: a lone surrogate has no UTF-8. */
const anyText = fc.string({ unit: fc.constantFrom('a', ' ', 'ñ', '☕', '👩‍👩‍👧', '𝒳', '\n', 'e\u0301', '#') });

test('a mention after an emoji is found by its bytes', (t) => {
  const text = '👩‍👩‍👧 hi @bo!';
  const startByte = bytesOf('👩‍👩‍👧 hi ');
  const mention = { $case: 'mention', value: { accountId: '1', handle: 'bo', displayName: 'Bo' } } as const;
  const segments = toSegments(text, [TextSpan.fromPartial({ startByte, endByte: startByte + 3, meaning: mention })]);
  t.deepEqual(segments, [
    { kind: 'text', text: '👩‍👩‍👧 hi ' },
    { kind: 'mention', text: '@bo', handle: 'bo' },
    { kind: 'text', text: '!' },
  ]);
});

test('each span of whole characters is cut out exactly, and the pieces are the text', (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 6 }), (pairs) => {
      let text = '';
      const spans = [];
      for (const [plain, tagged] of pairs) {
        const start = bytesOf(text + plain);
        text += plain + tagged;
        if (tagged !== '') spans.push(hashtag(start, bytesOf(text)));
      }
      const segments = toSegments(text, spans);
      t.is(segments.map((segment) => segment.text).join(''), text);
      const tagged = segments.filter(({ kind }) => kind === 'hashtag').map((segment) => segment.text);
      t.deepEqual(
        tagged,
        pairs.map((pair) => pair[1]).filter((part) => part !== ''),
      );
    }),
  );
});

test('no span, however wrong, loses or changes a character', (t) => {
  const anySpan = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 }));
  fc.assert(
    fc.property(anyText, fc.array(anySpan), (text, ends) => {
      const segments = toSegments(
        text,
        ends.map(([start, end]) => hashtag(start, end)),
      );
      t.is(segments.map((segment) => segment.text).join(''), text);
    }),
  );
});
