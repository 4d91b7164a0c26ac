import { collegeModel, type DegreeModel, drawDegrees } from './degree-model.ts';
import { type Graph, pairKey } from './graph.ts';
import { createRandom, type Random } from './random.ts';

/** How many times each edge is, on average, offered a swap; after about ten the graph has forgotten how it was made. */
const swapsPerEdge = 10;

/** A random simple graph with the degrees of `model`: the same for the same seed. Number 0 has the most friends. */
export function generateGraph(seed: number, model: DegreeModel = collegeModel): Graph {
  const edges = joinGreedily(drawDegrees(model));
  shuffleEdges(edges, createRandom(seed));
  return { people: model.people, edges: edges.map(([a, b]) => [Math.min(a, b), Math.max(a, b)]) };
}

/**
 * Havel–Hakimi: whoever still wants most friends is joined to those who want most after them. Gives a simple graph
 * exactly when the degrees have one; throws RangeError when they have none.
 */
function joinGreedily(degrees: readonly number[]): [number, number][] {
  const open = degrees.map((wanted, person) => ({ person, wanted }));
  const edges: [number, number][] = [];
  for (;;) {
    open.sort((a, b) => b.wanted - a.wanted || a.person - b.person);
    const [first, ...others] = open;
    if (first === undefined || first.wanted === 0) return edges;
    for (const other of others.slice(0, first.wanted)) {
      if (other.wanted === 0) throw new RangeError('no simple graph has these degrees');
      other.wanted -= 1;
      edges.push([first.person, other.person]);
    }
    if (first.wanted > others.length) throw new RangeError('no simple graph has these degrees');
    first.wanted = 0;
  }
}

/** Swaps the ends of random pairs of edges, which keeps every degree, wherever the graph stays simple. */
function shuffleEdges(edges: [number, number][], random: Random): void {
  const pairs = new Set(edges.map(([a, b]) => pairKey(a, b)));
  for (let round = 0; round < edges.length * swapsPerEdge; round += 1) {
    const [first, second] = [random.pick(edges), random.pick(edges)];
    const [a, b] = first;
    const [c, d] = random.chance(0.5) ? second : ([second[1], second[0]] as const);
    if (a === d || c === b || pairs.has(pairKey(a, d)) || pairs.has(pairKey(c, b))) continue;
    pairs.delete(pairKey(a, b));
    pairs.delete(pairKey(c, d));
    pairs.add(pairKey(a, d)).add(pairKey(c, b));
    [first[1], second[0], second[1]] = [d, c, b];
  }
}
