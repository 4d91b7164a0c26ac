import test from 'ava';
import fc from 'fast-check';
import { findMarks, foldHashtag, resolveMarks } from './text-marks.ts';

function mentions(text: string): string[] {
  return findMarks(text).flatMap((mark) => (mark.kind === 'mention' ? [mark.handle] : []));
}

function hashtags(text: string): string[] {
  return findMarks(text).flatMap((mark) => (mark.kind === 'hashtag' ? [mark.hashtag] : []));
}

function slice(text: string, { startByte, endByte }: { startByte: number; endByte: number }): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text).subarray(startByte, endByte));
}

test('a mention is a handle at the boundary of a word', (t) => {
  t.deepEqual(mentions('@ana and (@bo_1), .@cyd! "@dee" @eve: @fay’s ❤️@gil'), [
    'ana',
    'bo_1',
    'cyd',
    'dee',
    'eve',
    'fay',
    'gil',
  ]);
  t.deepEqual(mentions('x@ana é@ana 1@ana _@ana @@ana'), []);
});

test('a handle is found in any case, and is compared in lower case', (t) => {
  t.deepEqual(mentions('@Ana_B'), ['ana_b']);
});

test('what is too short, too long or goes on is not a handle', (t) => {
  t.deepEqual(mentions(`@ab @${'a'.repeat(31)} @josé @anaé @ana@example.org`), []);
  t.deepEqual(mentions(`@${'a'.repeat(30)} @anaさん`), ['a'.repeat(30), 'ana']);
});

test('nothing is found in URLs and e-mail addresses', (t) => {
  t.deepEqual(findMarks('https://a.example/@ana#top http://x/#y (see https://b.example/?q=@ana)'), []);
  t.deepEqual(findMarks('www.example.org/@ana medium.com/@ana a.example:8080/#tag'), []);
  t.deepEqual(findMarks('ana@example.org a.b@example.org ana+@example.org a-@example.org'), []);
});

test('a hashtag has letters of any script, digits and underscores', (t) => {
  t.deepEqual(hashtags('#café #2026 #a1 #1a #日本語 #हिन्दी #__ #_a (#b) #c-d'), [
    'café',
    'a1',
    '1a',
    '日本語',
    'हिन्दी',
    '_a',
    'b',
    'c',
  ]);
});

test('a hashtag is compared without case and in composed form', (t) => {
  t.deepEqual(hashtags('#CAFE\u0301 #Straße #ＡＢＣ #ﬁne'), ['café', 'straße', 'abc', 'fine']);
});

test('what looks like a hashtag but is none stays text', (t) => {
  t.deepEqual(hashtags('a#b ##c &#39; #️⃣ 1️⃣#x # y'), []);
  t.deepEqual(hashtags(`#${'a'.repeat(101)} #\ufdfa`), []);
});

test('spans are in bytes of UTF-8', (t) => {
  const text = '😀 @ana é #çà';
  t.deepEqual(
    findMarks(text).map((mark) => [mark.startByte, mark.endByte, slice(text, mark)]),
    [
      [5, 9, '@ana'],
      [13, 18, '#çà'],
    ],
  );
});

test('a mention of nobody stays text', (t) => {
  const marks = findMarks('@ana @bo_ #c');
  const spans = resolveMarks(marks, new Map([['bo_', { accountId: 'id-of-bo' }]]));
  t.deepEqual(spans, [
    { startByte: 5, endByte: 9, kind: 'mention', accountId: 'id-of-bo' },
    { startByte: 10, endByte: 12, kind: 'hashtag', hashtag: 'c' },
  ]);
});

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('@', '#', ' ', '@ana', '#tag', '😀', 'e\u0301', '://', '.com/', '\u200d', '\ufe0f', '１', '_'),
    ),
  )
  .map((parts) => parts.join('').toWellFormed().normalize('NFC'));

test('spans of any text are in order, do not overlap, and cut out what they mean', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const mark of findMarks(text)) {
          const piece = slice(text, mark);
          const meant = mark.kind === 'mention' ? `@${mark.handle}` : `#${mark.hashtag}`;
          const read = mark.kind === 'mention' ? piece.toLowerCase() : `#${foldHashtag(piece.slice(1))}`;
          if (mark.startByte < end || mark.endByte <= mark.startByte || read !== meant) return false;
          end = mark.endByte;
        }
        return true;
      }),
      { numRuns: 2_000 },
    ),
  );
});

test('folding a folded hashtag changes nothing', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foldHashtag(foldHashtag(text)) === foldHashtag(text)),
    ),
  );
});

test('no text is slow to search', (t) => {
  const parts = ['@', '#', '.', 'a', 'é', '\u0301', ':', '/', '-', '@a', '#a\u0301', '.a', '+@', 'www.'];
  for (const part of parts) {
    const start = performance.now();
    findMarks(part.repeat(32_000 / part.length));
    t.true(performance.now() - start < 500, part);
  }
});
