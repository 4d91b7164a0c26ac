import { type Graph, pairKey } from './graph.ts';

/** A line of an edge list that is neither an edge, a comment nor blank. */
export class EdgeListError extends Error {
  override readonly name = 'EdgeListError';
}

/**
 * Reads an edge list: one pair `a b` a line, parted by blanks, tabs or a comma; any names without blanks do. Lines
 * that begin with `#` or `%` and blank lines are passed over, self-loops and repeated pairs (either way round) dropped.
 * People are numbered in the order in which they appear. Throws EdgeListError with the line number.
 */
export function readEdges(text: string): Graph {
  const numbers = new Map<string, number>();
  const seen = new Set<number>();
  const edges: [number, number][] = [];
  const numberOf = (name: string) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const pair = parseLine(line, index + 1);
    if (pair === undefined) continue;
    const [a, b] = [numberOf(pair[0]), numberOf(pair[1])];
    if (a === b || seen.has(pairKey(a, b))) continue;
    seen.add(pairKey(a, b));
    edges.push([Math.min(a, b), Math.max(a, b)]);
  }
  if (edges.length === 0) throw new EdgeListError('there is no edge in it: it needs lines of two names, `a b`');
  return { people: numbers.size, edges };
}

function parseLine(line: string, lineNumber: number): [string, string] | undefined {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('%')) return undefined;
  const [a, b, ...rest] = trimmed.split(/[\s,]+/);
  if (a === undefined || b === undefined || b === '' || a === '' || rest.length > 0) {
    throw new EdgeListError(`line ${lineNumber} is not an edge (two names, \`a b\`): ${trimmed.slice(0, 60)}`);
  }
  return [a, b];
}
