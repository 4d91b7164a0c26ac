import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database } from '../kit/database/database.ts';
import type { Consumer } from '../kit/events/consumer.ts';
import type { Logger } from '../kit/logger.ts';
import { SessionHasEnded, TokenInvalid, Unavailable } from '../kit/mesh-errors.ts';
import type { TokenVerifier, VerifiedToken } from '../kit/token-verifier.ts';
import { type AccessTokenClaims, readKeyId, verifyAccessToken } from './access-token.ts';
import { ReplicaMirror } from './replica-mirror.ts';

export type { TokenVerifier, VerifiedToken } from '../kit/token-verifier.ts';

export interface TokenVerifierOptions {
  /** Has the tables of identityMigrations. */
  database: Database;
  /** Applies identityHandlers to the database. */
  consumer: Pick<Consumer, 'onAdvance'>;
  logger: Logger;
}

/** Checks access tokens against the service's own replica: it works while profile is down. */
export function createTokenVerifier({ database, consumer, logger }: TokenVerifierOptions): TokenVerifier {
  const mirror = new ReplicaMirror(database, logger);
  // Whichever replica of this service applied the events.
  consumer.onAdvance(() => {
    mirror.reload().catch((error: unknown) => logger.error({ err: error }, 'keys and ended sessions were not read'));
  });
  return new ReplicaTokenVerifier(mirror);
}

// Verifying a signature costs more than all else in a small call.
const cachedTokens = 10_000;

interface CachedToken {
  claims: AccessTokenClaims;
  keyId: string;
  key: KeyObject;
}

class ReplicaTokenVerifier implements TokenVerifier {
  readonly #mirror: ReplicaMirror;
  readonly #verified = new LRUCache<string, CachedToken>({ max: cachedTokens });
  #loading: Promise<void> | undefined;

  constructor(mirror: ReplicaMirror) {
    this.#mirror = mirror;
  }

  async verify(token: string): Promise<VerifiedToken> {
    this.#loading ??= this.#load();
    await this.#loading;
    const claims = this.#known(token) ?? (await this.#check(token));
    if (this.#mirror.hasEnded(claims.sessionId)) throw new SessionHasEnded();
    return claims;
  }

  onSessionEnded(listener: (sessionId: string) => void): Disposable {
    return this.#mirror.onSessionEnded(listener);
  }

  /** What was verified before, as long as it has not expired and its key is in use. */
  #known(token: string): AccessTokenClaims | undefined {
    const cached = this.#verified.get(token);
    if (cached === undefined) return undefined;
    if (Date.now() < cached.claims.expireTime && this.#mirror.key(cached.keyId) === cached.key) return cached.claims;
    this.#verified.delete(token);
    return undefined;
  }

  async #check(token: string): Promise<AccessTokenClaims> {
    const keyId = readKeyId(token);
    const key = await this.#findKey(keyId);
    const claims = await verifyAccessToken(token, key);
    this.#verified.set(token, { claims, keyId, key });
    return claims;
  }

  async #findKey(keyId: string): Promise<KeyObject> {
    const known = this.#mirror.key(keyId);
    if (known !== undefined) return known;
    // It may have been committed a moment ago.
    await this.#mirror.reload();
    const found = this.#mirror.key(keyId);
    if (found !== undefined) return found;
    // A service that has heard of no key yet cannot tell a good token from a bad one.
    throw this.#mirror.hasKeys ? new TokenInvalid() : new Unavailable();
  }

  async #load(): Promise<void> {
    try {
      await this.#mirror.reload();
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }
}
