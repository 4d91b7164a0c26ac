import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Database } from '../kit/database/database.ts';
import type { Logger } from '../kit/logger.ts';
import { type KeyRow, readEndedSessions, readKeys } from './identity-store.ts';

interface Key {
  publicJwk: string;
  key: KeyObject;
}

/** The replica of keys and ended sessions, held in memory: asking it costs no query. */
export class ReplicaMirror {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #listeners = new Set<(sessionId: string) => void>();
  #keys: ReadonlyMap<string, Key> = new Map();
  readonly #forgetTimes = new Map<string, number>();
  #sequence = 0;
  #reading: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(database: Database, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
  }

  key(keyId: string): KeyObject | undefined {
    return this.#keys.get(keyId)?.key;
  }

  /** Whether profile has told of any key yet. */
  get hasKeys(): boolean {
    return this.#keys.size > 0;
  }

  hasEnded(sessionId: string): boolean {
    return this.#forgetTimes.has(sessionId);
  }

  onSessionEnded(listener: (sessionId: string) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  /** Takes over what was committed before the call. Calls during a reading share the one that follows it. */
  reload(): Promise<void> {
    if (this.#reading === undefined) return this.#begin();
    this.#next ??= this.#reading.catch(() => {}).then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const now = Date.now();
    const [keys, ended] = await Promise.all([
      readKeys(this.#database),
      readEndedSessions(this.#database, this.#sequence, now),
    ]);
    for (const [sessionId, forgetTime] of this.#forgetTimes) if (forgetTime <= now) this.#forgetTimes.delete(sessionId);
    for (const { sequence, session_id, forget_time } of ended) {
      this.#sequence = sequence;
      this.#forgetTimes.set(session_id, forget_time);
      for (const listener of this.#listeners) listener(session_id);
    }
    this.#takeKeys(keys);
  }

  #takeKeys(rows: readonly KeyRow[]): void {
    const keys = new Map<string, Key>();
    for (const { key_id, public_jwk } of rows) {
      const known = this.#keys.get(key_id);
      const key = known?.publicJwk === public_jwk ? known.key : this.#import(public_jwk, key_id);
      if (key !== undefined) keys.set(key_id, { publicJwk: public_jwk, key });
    }
    this.#keys = keys;
  }

  /** One bad key must not keep the others from being used. */
  #import(publicJwk: string, keyId: string): KeyObject | undefined {
    try {
      const key = createPublicKey({ key: JSON.parse(publicJwk), format: 'jwk' });
      if (key.asymmetricKeyType === 'ed25519') return key;
      this.#logger.error({ keyId }, 'a signing key is not of Ed25519');
    } catch (error) {
      this.#logger.error({ err: error, keyId }, 'a signing key cannot be read');
    }
    return undefined;
  }
}
