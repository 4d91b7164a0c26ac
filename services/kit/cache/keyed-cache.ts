import { LRUCache } from 'lru-cache';

/** How a cache gets what it does not hold, and how much it may hold. */
export interface KeyedCacheOptions<V> {
  /** Reads the values of some keys, all in one go. What it leaves out does not exist. */
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;
  /** How much is held at most: entries, or the sum of `sizeOf`. */
  max: number;
  /** How much one value counts; a whole number above 0. One that is larger than `max` is loaded each time. */
  sizeOf?: (value: V) => number;
}

// That there is nothing is worth keeping too.
const absent = Symbol('absent');

type Loading<V> = Promise<ReadonlyMap<string, V>>;

/**
 * Values by key in front of a database, the least recently used given up first.
 *
 * Who changes the database invalidates what it changed once the change is committed, before it is answered. A value that
 * began to be read before an invalidation of its key is given to those who asked before, and never kept: so nobody who
 * asks after the invalidation is given what was there before.
 */
export class KeyedCache<V> {
  readonly #load: KeyedCacheOptions<V>['load'];
  readonly #values: LRUCache<string, { value: V | typeof absent }>;
  /** What is being read, by key. An invalidation takes the key out, and with it the right to be kept. */
  readonly #loading = new Map<string, Loading<V>>();

  constructor({ load, max, sizeOf }: KeyedCacheOptions<V>) {
    this.#load = load;
    this.#values = sizeOf
      ? new LRUCache({ maxSize: max, sizeCalculation: ({ value }) => (value === absent ? 1 : sizeOf(value)) })
      : new LRUCache({ max });
  }

  /** The value of a key; undefined where there is none. */
  async get(key: string): Promise<V | undefined> {
    const held = this.#values.get(key);
    return held === undefined ? (await this.#fetch([key])).get(key) : present(held.value);
  }

  /** The values of some keys, in their order. Those that are not held are read together. */
  async getMany(keys: readonly string[]): Promise<(V | undefined)[]> {
    const held = keys.map((key) => this.#values.get(key));
    if (!held.includes(undefined)) return held.map((entry) => present(entry?.value));
    const fetched = await this.#fetch(keys.filter((_, index) => held[index] === undefined));
    return keys.map((key, index) => (held[index] === undefined ? fetched.get(key) : present(held[index].value)));
  }

  /** What is held of a key just now, without a reading. */
  peek(key: string): V | undefined {
    return present(this.#values.peek(key)?.value);
  }

  /** Forgets a key: who asks from now on is given what is committed now. */
  invalidate(key: string): void {
    this.#values.delete(key);
    this.#loading.delete(key);
  }

  /** Forgets everything. */
  clear(): void {
    this.#values.clear();
    this.#loading.clear();
  }

  /** Reads keys, those together that nobody is reading already. */
  async #fetch(keys: readonly string[]): Promise<ReadonlyMap<string, V>> {
    const fresh = [...new Set(keys)].filter((key) => !this.#loading.has(key));
    if (fresh.length > 0) this.#begin(fresh);
    const loads = new Set(keys.flatMap((key) => this.#loading.get(key) ?? []));
    const [first, ...others] = await Promise.all(loads);
    return others.length === 0 && first ? first : new Map([first, ...others].flatMap((found) => [...(found ?? [])]));
  }

  #begin(keys: readonly string[]): void {
    const loading = this.#load(keys).then(
      (found) => {
        for (const key of keys) this.#keep(key, found, loading);
        return found;
      },
      (error: unknown) => {
        for (const key of keys) if (this.#loading.get(key) === loading) this.#loading.delete(key);
        throw error;
      },
    );
    for (const key of keys) this.#loading.set(key, loading);
  }

  #keep(key: string, found: ReadonlyMap<string, V>, loading: Loading<V>): void {
    if (this.#loading.get(key) !== loading) return;
    this.#loading.delete(key);
    const value = found.get(key);
    this.#values.set(key, { value: value === undefined ? absent : value });
  }
}

function present<V>(value: V | typeof absent | undefined): V | undefined {
  return value === absent ? undefined : value;
}
