/** A source of numbers that gives the same ones for the same seed, on every machine. */
export interface Random {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** An integer from 0 (inclusive) to `limit` (exclusive). */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** One of the items. Throws if there is none. */
  pick<T>(items: readonly T[]): T;
  /** Up to `count` different items, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
  bytes(count: number): Uint8Array;
}

/** Mulberry32: small, fast and good enough to invent people; never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const nextInt = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => nextInt() / 2 ** 32;
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, below(items.length)),
    sample: (items, count) => sample(items, count, below),
    bytes: (count) => Uint8Array.from({ length: count }, () => nextInt() >>> 24),
  };
}

/** The first `count` places of a Fisher–Yates shuffle. */
function sample<T>(items: readonly T[], count: number, below: (limit: number) => number): T[] {
  const rest = [...items];
  const wanted = Math.min(count, rest.length);
  for (let place = 0; place < wanted; place += 1) {
    const other = place + below(rest.length - place);
    const moved = itemAt(rest, other);
    rest[other] = itemAt(rest, place);
    rest[place] = moved;
  }
  return rest.slice(0, wanted);
}

function itemAt<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError(`no item ${index} of ${items.length}`);
  return items[index] as T;
}
