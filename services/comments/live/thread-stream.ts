import type { WatchCommentsResponse } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Database } from '../../kit/database/database.ts';
import type { Ending } from '../../kit/ending.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { Heartbeat } from '../../kit/heartbeat.ts';
import { commentToProto } from '../convert.ts';
import { PostNotFound } from '../domain/errors.ts';
import { seesLine } from '../domain/visibility.ts';
import { findLines } from '../store/line-store.ts';
import { findSightChange } from '../store/sight-store.ts';
import { findViewer, viewComments } from '../view/view-comments.ts';
import { viewThread } from '../view/view-thread.ts';
import type { ThreadFeed } from './thread-feed.ts';
import { NewsReader, touchedIds } from './thread-news.ts';
import { touchLimit } from './thread-watcher.ts';
import type { Touch } from './touches.ts';
import { touchOf } from './touches.ts';

/** What streams read from. */
export interface StreamSources {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly people: PeopleCache;
  readonly threadFeed: ThreadFeed;
  readonly heartbeat: Heartbeat;
}

/** How far a stream has told: of the service's own log, and of the blocks of its viewer. */
export interface StreamCursor {
  readonly position: bigint;
  readonly sight: number;
}

/** Where a stream begins that tells what changes from now on. */
export async function beginNow(
  { database, threadFeed }: Pick<StreamSources, 'database' | 'threadFeed'>,
  viewerId: string | undefined,
): Promise<StreamCursor> {
  const { position } = threadFeed;
  return { position, sight: await findSightChange(database, viewerId) };
}

/** Whose stream of which thread. */
export interface StreamOf {
  readonly postId: string;
  readonly viewerId: string | undefined;
}

/** What is asked for, and how its cursor is written. */
export interface StreamRequest extends StreamOf {
  write(cursor: StreamCursor): string;
}

type StreamMessage = WatchCommentsResponse;

/** Who is further behind is told to read anew. */
const catchUpLimit = 2_000;

/** One open stream of a thread, and how far it has told. */
export class ThreadStream {
  readonly #sources: StreamSources;
  readonly #request: StreamRequest;
  readonly #ending: Ending;
  readonly #closedUnread = new Set<string>();
  #position = 0n;
  #sight = 0;
  #postAuthorId = '';
  #told = '';

  constructor(sources: StreamSources, request: StreamRequest, ending: Ending) {
    this.#sources = sources;
    this.#request = request;
    this.#ending = ending;
  }

  /**
   * All messages after a cursor, or from now on, the first at once. It throws POST_NOT_FOUND when the viewer may see the
   * post no longer.
   */
  async *messages(from: Promise<StreamCursor | undefined>): AsyncGenerator<StreamMessage, void> {
    const { threadFeed, heartbeat } = this.#sources;
    const { position, sight } = (await from) ?? (await beginNow(this.#sources, this.#request.viewerId));
    this.#position = position;
    this.#sight = sight;
    yield this.#message(await this.#look());
    while (!this.#ending.ended) {
      yield* this.#catchUp();
      using watcher = threadFeed.watch(this.#watch());
      while (!this.#ending.ended) {
        await watcher.wait(heartbeat, this.#ending);
        if (this.#ending.ended) return;
        const isNews = watcher.hasNews;
        const { touches, recheck, isBehind } = watcher.take();
        const position = threadFeed.position;
        const looks = recheck || !isNews || this.#touchThread(touches);
        const look = looks ? await this.#look() : {};
        if (isBehind) break;
        const news = await this.#read(touches);
        this.#position = position;
        if (!isNews || isTold({ ...look, ...news })) yield this.#message({ ...look, ...news });
      }
    }
  }

  #watch() {
    const { postId, viewerId } = this.#request;
    return { postId, postAuthorId: this.#postAuthorId, viewerId };
  }

  /** Tells what the log has had since. */
  async *#catchUp(): AsyncGenerator<StreamMessage, void> {
    const { eventLog, threadFeed } = this.#sources;
    for (let count = 0; this.#position < threadFeed.position && !this.#ending.ended; ) {
      const end = threadFeed.position;
      const events = await eventLog.readSubject(this.#request.postId, this.#position, touchLimit);
      count += events.length;
      const last = events.length === touchLimit ? events.at(-1)?.position : undefined;
      if (count > catchUpLimit) {
        this.#position = end;
        yield this.#message({ reload: true });
        return;
      }
      const touches = events.flatMap((event) => touchOf(event) ?? []);
      const look = this.#touchThread(touches) ? await this.#look() : {};
      const news = await this.#read(touches);
      this.#position = last ?? end;
      if (isTold({ ...look, ...news })) yield this.#message({ ...look, ...news });
    }
  }

  /** The post's author is told how many comments wait for them, which any comment may change. */
  #touchThread(touches: readonly Touch[]): boolean {
    const isAuthor = this.#request.viewerId === this.#postAuthorId;
    return touches.some(({ kind }) => kind === 'thread' || isAuthor);
  }

  /** Looks at the thread itself, and at the viewer's blocks. */
  async #look(): Promise<Partial<StreamMessage>> {
    const { database, people } = this.#sources;
    const found = await viewThread({ people, queries: database }, this.#request.viewerId, this.#request.postId);
    if (!found) throw new PostNotFound();
    this.#postAuthorId = found.post.authorId;
    const sight = await findSightChange(database, this.#request.viewerId);
    const reload = sight > this.#sight;
    this.#sight = sight;
    return { reload, ...this.#changedThread(found.thread) };
  }

  /** The thread, unless it was told last as it is now. */
  #changedThread(thread: Thread): { thread?: Thread } {
    const text = JSON.stringify(thread);
    if (text === this.#told) return {};
    this.#told = text;
    return { thread };
  }

  async #read(touches: readonly Touch[]): Promise<Partial<StreamMessage>> {
    if (touches.length === 0) return {};
    const { database, people } = this.#sources;
    const viewer = await findViewer(people, this.#request.viewerId);
    const lines = await findLines(database, touchedIds(touches), this.#request.viewerId);
    const reader = new NewsReader(viewer, this.#postAuthorId, lines, this.#closedUnread);
    const { changedIds, removedIds } = reader.read(touches);
    const parents = await findLines(
      database,
      [...changedIds].filter((id) => !lines.has(id)),
      this.#request.viewerId,
    );
    const changed = [...changedIds].sort().flatMap((id) => lines.get(id) ?? parents.get(id) ?? []);
    const visible = changed.filter(({ post, comment, above }) => seesLine(viewer, post, [comment, ...above]));
    const viewed = await viewComments({ people, queries: database }, viewer, visible);
    return { changed: viewed.map(commentToProto), removedIds: [...removedIds] };
  }

  #message(news: Partial<StreamMessage>): StreamMessage {
    const cursor = this.#request.write({ position: this.#position, sight: this.#sight });
    return { changed: [], removedIds: [], reload: false, thread: undefined, ...news, cursor };
  }
}

function isTold({ changed = [], removedIds = [], reload = false, thread }: Partial<StreamMessage>): boolean {
  return changed.length > 0 || removedIds.length > 0 || reload || thread !== undefined;
}
