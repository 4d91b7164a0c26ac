import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import type { WatchCommentsResponse } from '#gen/tertulia/comments/v1/comment_service.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Person, Scene } from './start-scene.ts';

/** An open stream of WatchComments, and what it has told so far. */
export class Watching implements AsyncDisposable {
  readonly messages: WatchCommentsResponse[] = [];
  /** Why the stream ended; undefined while it is open, or if it was closed from here. */
  error: unknown;
  readonly #stop = new AbortController();
  readonly #apply: (message: WatchCommentsResponse) => Promise<void>;
  readonly #reading: Promise<void>;

  /** `apply` is waited for before the next message is taken. */
  constructor(
    client: Person['client'] | Scene['guest'],
    postId: string,
    cursor = '',
    apply: (message: WatchCommentsResponse) => Promise<void> = async () => {},
  ) {
    this.#apply = apply;
    this.#reading = this.#read(client.watchComments({ postId, cursor }, { signal: this.#stop.signal }));
  }

  /** The comments as a client that applies each message has them, by text. */
  get texts(): string[] {
    return [...this.comments.values()].map(({ text }) => text);
  }

  get comments(): ReadonlyMap<string, Comment> {
    const comments = new Map<string, Comment>();
    for (const { changed, removedIds } of this.messages) {
      for (const comment of changed) comments.set(comment.commentId, comment);
      for (const id of removedIds) comments.delete(id);
    }
    return comments;
  }

  /** The last cursor. */
  get cursor(): string {
    return this.messages.at(-1)?.cursor ?? '';
  }

  /** Waits for the first message. */
  async opened(): Promise<this> {
    await waitFor(() => this.messages.length > 0 || this.error);
    return this;
  }

  async ended(): Promise<unknown> {
    await this.#reading;
    return this.error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async #read(stream: AsyncIterable<WatchCommentsResponse>): Promise<void> {
    try {
      for await (const message of stream) {
        await this.#apply(message);
        this.messages.push(message);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) this.error = error;
    }
  }
}
