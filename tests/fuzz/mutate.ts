import fc from 'fast-check';

/** A text with some characters changed, left out, doubled or put in; always the same for one seed. */
export function mutate(text: string, seed: number, count: number): string[] {
  const letter = fc.constantFrom(...'ABCxyz0189-_=+/.~ é\0');
  const edit = fc.record({
    at: fc.nat(Math.max(text.length, 1)),
    cut: fc.nat(3),
    put: fc.string({ unit: letter, maxLength: 4 }),
  });
  const edited = fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits.reduce((before, { at, cut, put }) => before.slice(0, at) + put + before.slice(at + cut), text),
    );
  return fc.sample(mostly(edited, insideOf(text)), { seed, numRuns: count });
}

/** What an opaque text decodes to, changed there: so it is a text of its kind, and says something else. */
function insideOf(text: string): fc.Arbitrary<string> {
  const content = Buffer.from(text, 'base64url').toString();
  const digits = [...content.matchAll(/\d+/g)];
  return fc
    .record({ which: fc.nat(Math.max(digits.length - 1, 0)), to: fc.constantFrom(...numbers) })
    .map(({ which, to }) => {
      const found = digits[which];
      const at = found?.index ?? 0;
      return Buffer.from(content.slice(0, at) + to + content.slice(at + (found?.[0].length ?? 0))).toString(
        'base64url',
      );
    });
}

const numbers = ['0', '1', '-1', '0.5', '1e400', '9007199254740993', '99999999999999999999', '""', 'null', '[]', ''];

function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: other });
}
