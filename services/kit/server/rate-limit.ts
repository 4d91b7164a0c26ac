import { RateLimited } from '../mesh-errors.ts';
import type { MethodPolicy } from '../policies.ts';
import { type Rate, RateLimiter, scaleRate } from '../rate-limiter.ts';
import { readClientNetwork } from './client-address.ts';
import type { ServedCall } from './served-call.ts';

/** Holds callers to the `rate_limit` of each RPC's policy. This process counts for itself only. */
export class RateLimits {
  readonly #limiter: RateLimiter;
  readonly #factor: number;
  // By the policy, of which there is one for each method.
  readonly #rates = new Map<MethodPolicy, { rate: Rate | undefined; prefix: string }>();

  /** `factor`: how many times as often as the contract says; 0 lets everything pass. */
  constructor(factor: number, limiter: RateLimiter = new RateLimiter()) {
    this.#factor = factor;
    this.#limiter = limiter;
  }

  /** Takes one call of its caller's allowance. Throws RateLimited when there is none. */
  count(call: ServedCall, policy: MethodPolicy): void {
    if (policy.rateLimit === undefined || this.#factor === 0) return;
    const { rate, prefix } = this.#rateOf(policy, policy.rateLimit);
    if (rate === undefined) return;
    const waitMs = this.#limiter.take(prefix + whoCounts(call, policy.rateLimit.scope), rate);
    if (waitMs > 0) throw new RateLimited(waitMs);
  }

  #rateOf(policy: MethodPolicy, limit: Rate) {
    const known = this.#rates.get(policy);
    if (known !== undefined) return known;
    const made = { rate: scaleRate(limit, this.#factor), prefix: `${this.#rates.size} ` };
    this.#rates.set(policy, made);
    return made;
  }
}

/** The account, or where there is none, as with a guest, the network that the call comes from. */
function whoCounts(call: ServedCall, scope: 'SCOPE_USER' | 'SCOPE_ADDRESS'): string {
  const { caller } = call;
  return scope === 'SCOPE_USER' && caller.kind === 'member' ? caller.accountId : readClientNetwork(call);
}
