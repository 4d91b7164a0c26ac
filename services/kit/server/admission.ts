import type { Importance, MethodPolicy } from '../policies.ts';

/**
 * Bounds how many unary calls a server has under way, so that those it takes are answered soon; what is beyond is
 * refused before anything of it runs. The less important a call, the sooner: at a half of the bound, at the bound, and
 * for what matters most at a quarter beyond it.
 *
 * What only reads and what writes are counted apart: writes wait for the disk, and would take the places of reads.
 */
export class Admission {
  readonly #reads: Places;
  readonly #writes: Places;

  /** `maxCalls`: the bound for reads of IMPORTANCE_NORMAL; at least 1. That of writes is a half of it. */
  constructor(maxCalls: number) {
    this.#reads = new Places(maxCalls);
    this.#writes = new Places(Math.ceil(maxCalls / 2));
  }

  /** Whether a call of this policy would get a place now. It takes none. */
  hasRoom(policy: Bounded): boolean {
    return this.#placesFor(policy).hasRoom(policy.importance);
  }

  /** Takes a place for a call of this policy. Undefined if there is none. */
  enter(policy: Bounded): Place | undefined {
    return this.#placesFor(policy).take(policy.importance);
  }

  #placesFor({ idempotency }: Bounded): Places {
    return idempotency === 'NO_SIDE_EFFECTS' ? this.#reads : this.#writes;
  }
}

type Bounded = Pick<MethodPolicy, 'idempotency' | 'importance'>;

/** What a call that was let in holds until its work is done. */
export interface Place {
  /** Gives it back, once, however often it is called. */
  leave(): void;
}

class Places {
  readonly #bounds: Readonly<Record<Importance, number>>;
  #taken = 0;

  constructor(bound: number) {
    this.#bounds = {
      IMPORTANCE_LOW: Math.ceil(bound / 2),
      IMPORTANCE_NORMAL: bound,
      IMPORTANCE_HIGH: Math.ceil(bound * 1.25),
    };
  }

  hasRoom(importance: Importance): boolean {
    return this.#taken < this.#bounds[importance];
  }

  take(importance: Importance): Place | undefined {
    if (!this.hasRoom(importance)) return undefined;
    this.#taken += 1;
    let left = false;
    return {
      leave: () => {
        if (left) return;
        left = true;
        this.#taken -= 1;
      },
    };
  }
}
