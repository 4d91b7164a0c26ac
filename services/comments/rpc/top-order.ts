import { CommentLiked, CommentUnliked } from '#gen/tertulia/comments/v1/comment_events.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { StoredEvent } from '../../kit/events/event-type.ts';
import { InvalidPageToken } from '../../kit/mesh-errors.ts';
import { readPosition } from '../../kit/page-token.ts';
import type { CommentsContext } from '../context.ts';
import type { ReadComment } from '../domain/comment.ts';
import { type Place, type RawTopPage, readTopPage } from '../store/page-store.ts';
import type { Cursor, ReadBatch } from './comment-orders.ts';

/** After so many events of a thread its order is no longer held. */
const maxEvents = 5_000;
const batchLimit = 500;

/**
 * Reads in the order that likes gave at the position of the log when the list was begun. What was liked since is few: it
 * is set aside by the query, and put back where it stood.
 *
 * A cursor is the position, then likes and id of the last comment given.
 */
export function readByLikes(context: CommentsContext, place: Place, viewerId: string | undefined): ReadBatch {
  return async (cursor, limit) => {
    const [likes = Number.MAX_SAFE_INTEGER, after = ''] = cursor?.slice(1) ?? [];
    const from = { viewerId, likes: Number(likes), after: String(after), limit };
    const read = (set: readonly string[]) => readTopPage(context.database, place, { ...from, set });
    if (!cursor) {
      const page = await read([]);
      return page && { post: page.post, items: keyed(page.comments, new Map(), page.head) };
    }
    const begun = readPosition(cursor[0]);
    const likesSince = new LikesSince(context.eventLog, place.postId, begun);
    const page = await likesSince.readPage(read);
    if (!page) return undefined;
    const asOf = (comments: readonly ReadComment[]) => keyed(comments, likesSince.counts, begun);
    const aside = asOf(page.setAside).filter(({ likes, comment: { commentId } }) => {
      return likes < from.likes || (likes === from.likes && commentId > from.after);
    });
    return { post: page.post, items: [...asOf(page.comments), ...aside].sort(byLikes).slice(0, limit) };
  };
}

interface Keyed {
  readonly comment: ReadComment;
  readonly likes: number;
  readonly cursor: Cursor;
}

/** Comments with the likes that they had at a position of the log. */
function keyed(comments: readonly ReadComment[], since: ReadonlyMap<string, number>, position: bigint): Keyed[] {
  return comments.map((comment) => {
    const likes = comment.likeCount - (since.get(comment.commentId) ?? 0);
    return { comment, likes, cursor: [String(position), likes, comment.commentId] };
  });
}

function byLikes(a: Keyed, b: Keyed): number {
  return b.likes - a.likes || (a.comment.commentId < b.comment.commentId ? -1 : 1);
}

/** What was liked in a thread since a position of the log. */
class LikesSince {
  /** By comment. */
  readonly counts = new Map<string, number>();
  readonly #eventLog: EventLog;
  readonly #postId: string;
  #position: bigint;
  #events = 0;

  constructor(eventLog: EventLog, postId: string, position: bigint) {
    this.#eventLog = eventLog;
    this.#postId = postId;
    this.#position = position;
  }

  /** Reads a page for which `counts` then says all that came up to it: again, where likes came in between. */
  async readPage(read: (set: readonly string[]) => Promise<RawTopPage | undefined>): Promise<RawTopPage | undefined> {
    await this.#readTo(await this.#eventLog.head());
    for (;;) {
      const page = await read([...this.counts.keys()]);
      if (!page || !(await this.#readTo(page.head))) return page;
    }
  }

  /** Whether there was a like. */
  async #readTo(end: bigint): Promise<boolean> {
    let liked = false;
    while (this.#position < end) {
      const events = await this.#eventLog.readSubject(this.#postId, this.#position, batchLimit);
      for (const event of events) if (event.position <= end) liked = this.#add(event) || liked;
      const last = events.at(-1)?.position;
      this.#position = events.length < batchLimit || last === undefined || last > end ? end : last;
    }
    return liked;
  }

  #add({ type, payload }: StoredEvent): boolean {
    this.#events += 1;
    if (this.#events > maxEvents) throw new InvalidPageToken();
    const change = type === CommentLiked.$type ? 1 : type === CommentUnliked.$type ? -1 : 0;
    if (change === 0) return false;
    const { commentId } = CommentLiked.decode(payload);
    this.counts.set(commentId, (this.counts.get(commentId) ?? 0) + change);
    return true;
  }
}
