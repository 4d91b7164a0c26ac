import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Overloaded } from '../../kit/mesh-errors.ts';

/** What a hash costs. */
export interface Argon2Cost {
  readonly memoryKib: number;
  /** Passes over the memory. */
  readonly timeCost: number;
}

/** The least that the OWASP password storage cheat sheet recommends for argon2id with one lane. */
export const owaspCost: Argon2Cost = { memoryKib: 19_456, timeCost: 2 };

/** Each hash holds its memory, and a thread of the pool that the database also needs. */
const maxAtOnce = 2;
const maxWaiting = 64;

/**
 * Hashes passwords and checks them, by argon2id. At most two hashes run at once
 * in a process; beyond a bounded queue, calls fail with UNAVAILABLE.
 */
export class PasswordHasher {
  readonly #cost: Argon2Cost;
  readonly #nobodysHash: string;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  private constructor(cost: Argon2Cost, nobodysHash: string) {
    this.#cost = cost;
    this.#nobodysHash = nobodysHash;
  }

  static async open(cost: Argon2Cost): Promise<PasswordHasher> {
    return new PasswordHasher(cost, await argon2id(randomBytes(32), cost));
  }

  /** A PHC string, with a random salt. */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => argon2id(bytesOf(password), this.#cost));
  }

  /** Is this the password of the hash? Without a hash it takes as long, and the answer is no. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const isRight = await this.#inTurn(() => verify(passwordHash ?? this.#nobodysHash, bytesOf(password)));
    return isRight && passwordHash !== undefined;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < maxAtOnce) this.#running++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      // The place goes straight to who waits longest, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= maxWaiting) throw new Overloaded();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** One password is the same however a keyboard composes it (NIST SP 800-63B: NFKC). */
function bytesOf(password: string): Uint8Array {
  return Buffer.from(password.toWellFormed().normalize('NFKC'));
}

function argon2id(password: Uint8Array, cost: Argon2Cost): Promise<string> {
  return hash(password, { memoryCost: cost.memoryKib, timeCost: cost.timeCost, parallelism: 1 });
}
