import { RateLimited } from '../../kit/mesh-errors.ts';
import { RateLimiter, scaleRate } from '../../kit/rate-limiter.ts';

/** How often a wrong password may be tried for one handle, from however many addresses. */
const failureRate = { requests: 10, perMs: 15 * 60_000 };

/**
 * Counts wrong passwords by handle, whether an account has it or not. Beyond the limit also the right password is
 * refused: it would tell that it is the right one. Who has a session is not touched: refreshing it takes no password.
 * This process counts for itself only.
 */
export class SignInAttempts {
  readonly #limiter: RateLimiter;
  readonly #rate: ReturnType<typeof scaleRate>;

  /** `factor`: multiplies how many failures are allowed; 0 allows all. */
  constructor(factor: number, limiter: RateLimiter = new RateLimiter()) {
    this.#rate = scaleRate(failureRate, factor);
    this.#limiter = limiter;
  }

  /** Makes an attempt, which counts if its result is undefined. Rejects with RateLimited, and makes none, beyond the limit. */
  async count<T>(handle: string, attempt: () => Promise<T | undefined>): Promise<T | undefined> {
    const rate = this.#rate;
    if (rate === undefined) return attempt();
    // Taken ahead, so that attempts side by side are not each the last one.
    const waitMs = this.#limiter.take(handle, rate);
    if (waitMs > 0) throw new RateLimited(waitMs);
    let failed = false;
    try {
      const result = await attempt();
      failed = result === undefined;
      return result;
    } finally {
      // Only its own: failures before it still count, or a success of somebody else could be seen by it.
      if (!failed) this.#limiter.giveBack(handle, rate);
    }
  }
}
