import type { WatchHomeResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';

/** An open stream of WatchHome, and what it has told so far. */
export class Watching implements AsyncDisposable {
  readonly messages: WatchHomeResponse[] = [];
  /** Why the stream ended; undefined while it is open, or if it was closed from here. */
  error: unknown;
  readonly #stop: AbortController;
  readonly #reading: Promise<void>;

  constructor(stream: AsyncIterable<WatchHomeResponse>, stop: AbortController) {
    this.#stop = stop;
    this.#reading = this.#read(stream);
  }

  get postIds(): string[] {
    return this.messages.flatMap((message) => message.postIds);
  }

  /** The last cursor. */
  get cursor(): string {
    return this.messages.at(-1)?.cursor ?? '';
  }

  async opened(): Promise<this> {
    await waitFor(() => this.messages.length > 0 || this.error);
    return this;
  }

  /** Waits until so many posts have been told. */
  async told(count: number): Promise<string[]> {
    await waitFor(() => this.postIds.length >= count);
    return this.postIds;
  }

  async ended(): Promise<unknown> {
    await this.#reading;
    return this.error;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #read(stream: AsyncIterable<WatchHomeResponse>): Promise<void> {
    try {
      for await (const message of stream) this.messages.push(message);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.error = error;
    }
  }
}
