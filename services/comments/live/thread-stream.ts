import type { WatchCommentsResponse } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Database } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
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
  readonly heartbeatMs: number;
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

/** A message as far as the stream knows; its cursor is written by who sends it. */
export type StreamMessage = Omit<WatchCommentsResponse, 'cursor'> & { cursor: StreamCursor };

/** Who is further behind is told to read anew. */
const catchUpLimit = 2_000;

/** One open stream of a thread, and how far it has told. */
export class ThreadStream {
  readonly #sources: StreamSources;
  readonly #postId: string;
  readonly #viewerId: string | undefined;
  readonly #signal: AbortSignal;
  readonly #closedUnread = new Set<string>();
  #position = 0n;
  #sight = 0;
  #postAuthorId = '';
  #told = '';

  constructor(sources: StreamSources, postId: string, viewerId: string | undefined, signal: AbortSignal) {
    this.#sources = sources;
    this.#postId = postId;
    this.#viewerId = viewerId;
    this.#signal = signal;
  }

  /** All messages, the first at once. It throws POST_NOT_FOUND when the viewer may see the post no longer. */
  async *messages(from: StreamCursor | undefined): AsyncGenerator<StreamMessage, void> {
    const { threadFeed, heartbeatMs } = this.#sources;
    const { position, sight } = from ?? (await beginNow(this.#sources, this.#viewerId));
    this.#position = position;
    this.#sight = sight;
    yield this.#message(await this.#look());
    while (!this.#signal.aborted) {
      yield* this.#catchUp();
      using watcher = threadFeed.watch(this.#watch());
      while (!this.#signal.aborted) {
        const isNews = await watcher.wait(heartbeatMs, this.#signal);
        if (this.#signal.aborted) return;
        const { touches, recheck, isBehind } = watcher.take();
        const position = threadFeed.position;
        const looks = recheck || !isNews || touches.some(({ kind }) => kind === 'thread');
        const look = looks ? await this.#look() : {};
        if (isBehind) break;
        const news = await this.#read(touches);
        this.#position = position;
        if (!isNews || isTold({ ...look, ...news })) yield this.#message({ ...look, ...news });
      }
    }
  }

  #watch() {
    return { postId: this.#postId, postAuthorId: this.#postAuthorId, viewerId: this.#viewerId };
  }

  /** Tells what the log has had since. */
  async *#catchUp(): AsyncGenerator<StreamMessage, void> {
    const { eventLog, threadFeed } = this.#sources;
    for (let count = 0; this.#position < threadFeed.position && !this.#signal.aborted; ) {
      const end = threadFeed.position;
      const events = await eventLog.readSubject(this.#postId, this.#position, touchLimit);
      count += events.length;
      const last = events.length === touchLimit ? events.at(-1)?.position : undefined;
      if (count > catchUpLimit) {
        this.#position = end;
        yield this.#message({ reload: true });
        return;
      }
      const touches = events.flatMap((event) => touchOf(event) ?? []);
      const look = touches.some(({ kind }) => kind === 'thread') ? await this.#look() : {};
      const news = await this.#read(touches);
      this.#position = last ?? end;
      if (isTold({ ...look, ...news })) yield this.#message({ ...look, ...news });
    }
  }

  /** Looks at the thread itself, and at the viewer's blocks. */
  async #look(): Promise<Partial<StreamMessage>> {
    const { database, people } = this.#sources;
    const found = await viewThread({ people, queries: database }, this.#viewerId, this.#postId);
    if (!found) throw new PostNotFound();
    this.#postAuthorId = found.post.authorId;
    const sight = await findSightChange(database, this.#viewerId);
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
    const viewer = await findViewer(people, this.#viewerId);
    const lines = await findLines(database, touchedIds(touches), this.#viewerId);
    const reader = new NewsReader(viewer, this.#postAuthorId, lines, this.#closedUnread);
    const { changedIds, removedIds } = reader.read(touches);
    const parents = await findLines(
      database,
      [...changedIds].filter((id) => !lines.has(id)),
      this.#viewerId,
    );
    const changed = [...changedIds].sort().flatMap((id) => lines.get(id) ?? parents.get(id) ?? []);
    const visible = changed.filter(({ post, comment, above }) => seesLine(viewer, post, [comment, ...above]));
    const viewed = await viewComments({ people, queries: database }, viewer, visible);
    return { changed: viewed.map(commentToProto), removedIds: [...removedIds] };
  }

  #message(news: Partial<StreamMessage>): StreamMessage {
    const cursor = { position: this.#position, sight: this.#sight };
    return { changed: [], removedIds: [], reload: false, thread: undefined, ...news, cursor };
  }
}

function isTold({ changed = [], removedIds = [], reload = false, thread }: Partial<StreamMessage>): boolean {
  return changed.length > 0 || removedIds.length > 0 || reload || thread !== undefined;
}
