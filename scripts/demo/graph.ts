/** Who knows whom: people are numbered from 0, and every pair stands once, the smaller number first. */
export interface Graph {
  readonly people: number;
  readonly edges: readonly (readonly [number, number])[];
}

/** The friends of each person, by number. */
export function listFriends(graph: Graph): number[][] {
  const friends: number[][] = Array.from({ length: graph.people }, () => []);
  for (const [a, b] of graph.edges) {
    friends[a]?.push(b);
    friends[b]?.push(a);
  }
  return friends;
}

/** One key for a pair, whichever way round it is given. */
export function pairKey(a: number, b: number): number {
  return Math.min(a, b) * 2 ** 26 + Math.max(a, b);
}
