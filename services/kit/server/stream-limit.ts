import { TooManyStreams } from '../mesh-errors.ts';
import type { MethodPolicy } from '../policies.ts';
import { readClientNetwork } from './client-address.ts';
import type { ServedCall } from './served-call.ts';

const unlimited: Disposable = { [Symbol.dispose]() {} };

/** How many streams an account or a network has open of an RPC. */
interface Count {
  readonly key: string;
  open: number;
}

/** Holds callers to the `stream_limit` of each RPC's policy. This process counts for itself only. */
export class StreamLimits {
  readonly #factor: number;
  /** By RPC and by account or network. What has none open is not in it. */
  readonly #counts = new Map<string, Count>();

  /** `factor`: how many times as many as the contract says, at least one; 0 lets everything pass. */
  constructor(factor: number) {
    this.#factor = factor;
  }

  /** Takes a place for a stream; disposing gives it back. Throws TooManyStreams when its caller has as many as allowed. */
  take(call: ServedCall, { streamLimit }: MethodPolicy): Disposable {
    if (streamLimit === undefined || this.#factor === 0) return unlimited;
    const { method, caller } = call;
    const ofAddress = this.#find(`${method} ${readClientNetwork(call)}`, streamLimit.perAddress);
    const ofAccount =
      caller.kind === 'member' ? this.#find(`${method} ${caller.accountId}`, streamLimit.perAccount) : undefined;
    return new StreamPlace(this.#counts, ofAddress, ofAccount);
  }

  #find(key: string, limit: number): Count {
    const count = this.#counts.get(key) ?? { key, open: 0 };
    if (count.open >= Math.max(1, Math.floor(limit * this.#factor))) throw new TooManyStreams();
    return count;
  }
}

/** What an open stream holds: a class, and the counts themselves, since there are thousands. */
class StreamPlace implements Disposable {
  readonly #counts: Map<string, Count>;
  readonly #ofAddress: Count;
  readonly #ofAccount: Count | undefined;

  constructor(counts: Map<string, Count>, ofAddress: Count, ofAccount: Count | undefined) {
    this.#counts = counts;
    this.#ofAddress = ofAddress;
    this.#ofAccount = ofAccount;
    for (const count of this.#held()) {
      count.open += 1;
      counts.set(count.key, count);
    }
  }

  [Symbol.dispose](): void {
    for (const count of this.#held()) {
      count.open -= 1;
      if (count.open === 0) this.#counts.delete(count.key);
    }
  }

  #held(): Count[] {
    return this.#ofAccount === undefined ? [this.#ofAddress] : [this.#ofAddress, this.#ofAccount];
  }
}
