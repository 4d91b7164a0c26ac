import { LRUCache } from 'lru-cache';

/** So many calls are allowed in each period; as many at once, and then one each time that its share of it has passed. */
export interface Rate {
  /** At least 1. */
  readonly requests: number;
  readonly perMs: number;
}

/** What floating-point sums may be off by. */
const toleranceMs = 0.001;

/**
 * Counts calls by key with the generic cell rate algorithm (ITU-T I.371): one number a key, no timer. It keeps so many
 * keys; beyond that the one unused for longest is forgotten, which gives that caller a fresh allowance.
 */
export class RateLimiter {
  readonly #maxKeys: number;
  readonly #now: () => number;
  // For each key, when all that it has used will have come back. Made at first use: it is not small.
  #fullAgain: LRUCache<string, number> | undefined;

  /** `now`: a clock in milliseconds that never goes back. */
  constructor(maxKeys = 100_000, now: () => number = () => performance.now()) {
    this.#maxKeys = maxKeys;
    this.#now = now;
  }

  /** Takes one call of the key's allowance. 0, or for how many milliseconds there is none; then nothing is taken. */
  take(key: string, { requests, perMs }: Rate): number {
    this.#fullAgain ??= new LRUCache({ max: this.#maxKeys });
    const now = this.#now();
    const fullAgain = Math.max(this.#fullAgain.get(key) ?? 0, now) + perMs / requests;
    const waitMs = fullAgain - now - perMs;
    if (waitMs > toleranceMs) return waitMs;
    this.#fullAgain.set(key, fullAgain);
    return 0;
  }

  /** Undoes one `take`. */
  giveBack(key: string, { requests, perMs }: Rate): void {
    const fullAgain = this.#fullAgain?.get(key);
    if (fullAgain !== undefined) this.#fullAgain?.set(key, fullAgain - perMs / requests);
  }
}

/** The rate times `factor`, for as long a period. Undefined, no limit, for a factor of 0. */
export function scaleRate({ requests, perMs }: Rate, factor: number): Rate | undefined {
  return factor === 0 ? undefined : { requests: Math.max(1, requests * factor), perMs };
}
