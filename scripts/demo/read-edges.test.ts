import test from 'ava';
import { EdgeListError, readEdges } from './read-edges.ts';

test('every line of two names is a friendship', (t) => {
  t.deepEqual(readEdges('1 0\n15 0\n'), {
    people: 3,
    edges: [
      [0, 1],
      [1, 2],
    ],
  });
});

test('comments, blank lines, tabs, commas and Windows line ends are read', (t) => {
  t.deepEqual(readEdges('# a\r\n% b\r\n\r\nana\tbo\r\nbo,cleo\r\n').edges, [
    [0, 1],
    [1, 2],
  ]);
});

test('self-loops and doubles are dropped, either way round', (t) => {
  t.deepEqual(readEdges('a b\nb a\na a\na b').edges, [[0, 1]]);
});

for (const line of ['a', 'a b c', ',b']) {
  test(`the line "${line}" is refused by its number`, (t) => {
    const error = t.throws(() => readEdges(`a b\n\n${line}\n`), { instanceOf: EdgeListError });
    t.regex(error.message, /line 3 /);
  });
}

test('a file without any edge is refused', (t) => {
  t.throws(() => readEdges('# nothing here\n'), { instanceOf: EdgeListError });
});
