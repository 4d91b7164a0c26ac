import { TooManyStreams } from '../mesh-errors.ts';
import type { MethodPolicy } from '../policies.ts';
import { readClientNetwork } from './client-address.ts';
import type { ServedCall } from './served-call.ts';

const unlimited: Disposable = { [Symbol.dispose]() {} };

/** Holds callers to the `stream_limit` of each RPC's policy. This process counts for itself only. */
export class StreamLimits {
  readonly #factor: number;
  /** How many are open, by RPC and by account or network. What has none is not in it. */
  readonly #open = new Map<string, number>();

  /** `factor`: how many times as many as the contract says, at least one; 0 lets everything pass. */
  constructor(factor: number) {
    this.#factor = factor;
  }

  /** Takes a place for a stream; disposing gives it back. Throws TooManyStreams when its caller has as many as allowed. */
  take(call: ServedCall, { streamLimit }: MethodPolicy): Disposable {
    if (streamLimit === undefined || this.#factor === 0) return unlimited;
    const { method, caller } = call;
    const counted = [[`${method} ${readClientNetwork(call)}`, streamLimit.perAddress] as const];
    if (caller.kind === 'member') counted.push([`${method} ${caller.accountId}`, streamLimit.perAccount]);
    if (counted.some(([key, limit]) => this.#count(key) >= this.#scale(limit))) throw new TooManyStreams();
    for (const [key] of counted) this.#open.set(key, this.#count(key) + 1);
    return {
      [Symbol.dispose]: () => {
        for (const [key] of counted) this.#giveBack(key);
      },
    };
  }

  #count(key: string): number {
    return this.#open.get(key) ?? 0;
  }

  #scale(limit: number): number {
    return Math.max(1, Math.floor(limit * this.#factor));
  }

  #giveBack(key: string): void {
    const left = this.#count(key) - 1;
    if (left > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }
}
