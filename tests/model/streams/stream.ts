import { isLate } from '../open-client.ts';
import { reasonOf } from '../step.ts';

/** Opens a stream of the API after a cursor; the empty one begins now. */
export type Open<M> = (cursor: string, options: { signal: AbortSignal }) => AsyncIterable<M>;

/** How often a stream that a busy machine breaks is resumed. */
const tries = 5;

/** A stream that somebody keeps open, or leaves and comes back to where they left it. */
export class Stream<M extends { cursor: string }> implements AsyncDisposable {
  readonly #open: Open<M>;
  /** All that it told, while it was open. */
  readonly heard: M[] = [];
  /** Where it goes on. */
  cursor: string;
  /** How the service ended it: `OK`, or the reason of an error. */
  end: string | undefined;
  #running: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(open: Open<M>, cursor = '') {
    this.#open = open;
    this.cursor = cursor;
  }

  get isOpen(): boolean {
    return this.#running !== undefined;
  }

  /** Opens it after its cursor, and waits until it tells something or ends. */
  async start(): Promise<void> {
    const abort = new AbortController();
    const first = Promise.withResolvers<void>();
    this.end = undefined;
    const done = this.#follow(abort.signal, first.resolve).finally(first.resolve);
    this.#running = { abort, done };
    await first.promise;
  }

  async stop(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.done;
    this.#running = undefined;
  }

  /** The first message that a second stream is told after a cursor. */
  async peek(cursor: string): Promise<M | undefined> {
    const { signal } = new AbortController();
    for await (const message of this.#open(cursor, { signal })) return message;
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #follow(signal: AbortSignal, hear: () => void): Promise<void> {
    for (let left = tries; !signal.aborted; left -= 1) {
      try {
        for await (const message of this.#open(this.cursor, { signal })) {
          this.heard.push(message);
          this.cursor = message.cursor;
          hear();
          left = tries;
        }
        this.end = 'OK';
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (isLate(error) && left > 0) continue;
        this.end = reasonOf(error);
        return;
      }
    }
  }
}
