import { z } from 'zod';
import type { TimelineServiceImplementation, WatchHomeResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type Call, type CallExtension, memberId } from '../../kit/call.ts';
import type { Ending } from '../../kit/ending.ts';
import { InvalidRequest } from '../../kit/errors.ts';
import { pageToken } from '../../kit/fields.ts';
import { InvalidPageToken } from '../../kit/mesh-errors.ts';
import { readPageToken, readPosition, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { PostsContext } from '../context.ts';
import { messageLimit, type News } from '../live/home-watcher.ts';
import { seeArrivals } from '../live/see-arrivals.ts';
import { findArrivalsOfOwner } from '../store/arrival-store.ts';

const schema = z.object({ cursor: pageToken });

export const watchHome =
  (context: PostsContext): TimelineServiceImplementation<CallExtension>['watchHome'] =>
  (request, call) =>
    new HomeStream(context, call).messages(parse(schema, request).cursor);

/** One open stream, and how far it has told. */
class HomeStream {
  readonly #context: PostsContext;
  readonly #ending: Ending;
  readonly #ownerId: string;
  readonly #query: readonly string[];
  #position = 0n;

  constructor(context: PostsContext, call: Call) {
    this.#context = context;
    this.#ending = call.ending;
    this.#ownerId = memberId(call);
    this.#query = ['WatchHome', context.eventLog.logId, this.#ownerId];
  }

  /**
   * All messages, in turns: what lies behind the feed, from the database; then, with the feed, what comes. One generator
   * waits for that, since each that waits in another takes memory for as long as the stream is open.
   */
  async *messages(cursor: string): AsyncGenerator<WatchHomeResponse, void> {
    const { homeFeed, heartbeat } = this.#context;
    this.#position = (await this.#readCursor(cursor)) ?? homeFeed.position;
    yield this.#message({ postIds: [], position: this.#position });
    while (!this.#ending.ended) {
      yield* this.#catchUp();
      using watcher = homeFeed.watch(this.#ownerId, this.#position);
      for (let isBehind = false; !isBehind; isBehind = watcher.isBehind) {
        await watcher.wait(heartbeat, this.#ending);
        if (this.#ending.ended) return;
        const news = watcher.take();
        this.#position = news.position;
        if (news.postIds.length > 0 || !watcher.isBehind) yield this.#message(news);
      }
    }
  }

  async *#catchUp(): AsyncGenerator<WatchHomeResponse, void> {
    const { database, homeFeed } = this.#context;
    while (this.#position < homeFeed.position && !this.#ending.ended) {
      const stretch = { after: this.#position, to: homeFeed.position, limit: messageLimit };
      const arrivals = await findArrivalsOfOwner(database, this.#ownerId, stretch);
      const last = arrivals.length === messageLimit ? arrivals.at(-1) : undefined;
      const postIds = (await seeArrivals(this.#context, arrivals)).map(({ postId }) => postId);
      const news = { postIds, position: last?.position ?? stretch.to };
      if (postIds.length > 0) yield this.#message(news);
      this.#position = news.position;
    }
  }

  #message({ postIds, position }: News): WatchHomeResponse {
    return { postIds, cursor: writePageToken(this.#query, [Number(position)]) };
  }

  async #readCursor(cursor: string): Promise<bigint | undefined> {
    const position = this.#decodeCursor(cursor);
    if (position === undefined) return undefined;
    // Another replica may be ahead of this one's feed, but none is ahead of the database.
    if (position > (await this.#context.eventLog.head())) throw badCursor();
    return position;
  }

  #decodeCursor(cursor: string): bigint | undefined {
    try {
      const values = readPageToken(this.#query, cursor);
      return values && readPosition(values[0]);
    } catch (error) {
      throw error instanceof InvalidPageToken ? badCursor() : error;
    }
  }
}

function badCursor(): InvalidRequest {
  return new InvalidRequest([{ field: 'cursor', description: 'must be a cursor of this stream' }]);
}
