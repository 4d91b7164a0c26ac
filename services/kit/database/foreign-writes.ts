import type { Connection } from './connection.ts';

/** How often it is looked whether another process wrote. */
const pollMs = 150;

/**
 * Notices that another process wrote to the database. SQLite counts for each connection the commits of all others; all
 * commits of this process go through one connection, so on that one the count moves by others' commits alone.
 */
export class ForeignWrites implements Disposable {
  readonly #writing: Connection;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #version: number | undefined;
  #looking = false;

  constructor(writing: Connection) {
    this.#writing = writing;
  }

  /** Who listens is told within a fraction of a second. Not of what was, but that something is, different. */
  follow(listener: () => void): Disposable {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => void this.#look(), pollMs).unref();
    void this.#look();
    return { [Symbol.dispose]: () => this.#leave(listener) };
  }

  [Symbol.dispose](): void {
    this.#listeners.clear();
    this.#stop();
  }

  #leave(listener: () => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#version = undefined;
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const version = await this.#read();
    this.#looking = false;
    // Who could not look does not know: it may well have changed.
    const changed = version === undefined || (this.#version !== undefined && version !== this.#version);
    this.#version = version;
    if (changed) for (const listener of this.#listeners) listener();
  }

  async #read(): Promise<number | undefined> {
    try {
      return (await this.#writing.get<{ data_version: number }>('pragma data_version'))?.data_version;
    } catch {
      return undefined;
    }
  }
}
