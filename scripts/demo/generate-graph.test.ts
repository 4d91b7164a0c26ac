import test from 'ava';
import { generateGraph } from './generate-graph.ts';
import { listFriends, pairKey } from './graph.ts';

const graph = generateGraph(98);
const degrees = listFriends(graph)
  .map((friends) => friends.length)
  .sort((a, b) => a - b);
const quantile = (q: number) => degrees[Math.round(q * (degrees.length - 1))] ?? Number.NaN;

test('the generated network has as many people and friendships as Reed98', (t) => {
  t.is(graph.people, 962);
  t.is(graph.edges.length, 18_812);
});

test('the generated network has the degree distribution of Reed98', (t) => {
  const expected = { 0: 1, 0.1: 6, 0.5: 29, 0.9: 87, 0.99: 157, 1: 313 };
  for (const [q, degree] of Object.entries(expected)) {
    const off = Math.abs(quantile(Number(q)) - degree);
    t.true(off <= Math.max(1, degree * 0.03), `quantile ${q} is ${quantile(Number(q))}, not ${degree}`);
  }
});

test('nobody is their own friend, and no friendship stands twice', (t) => {
  t.true(graph.edges.every(([a, b]) => a < b));
  t.is(new Set(graph.edges.map(([a, b]) => pairKey(a, b))).size, graph.edges.length);
});

test('the same seed gives the same network, another seed another one', (t) => {
  t.deepEqual(generateGraph(98), graph);
  t.notDeepEqual(generateGraph(99).edges, graph.edges);
});

test('degrees that no simple graph has are refused', (t) => {
  const model = {
    people: 3,
    edges: 4,
    quantiles: [
      [0, 1],
      [1, 4],
    ] as const,
  };
  t.throws(() => generateGraph(1, model), { instanceOf: RangeError });
});
