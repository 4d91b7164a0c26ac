import { type CommentQuestion, seesAuthor, seesLine, type Viewer } from '../domain/visibility.ts';
import type { CommentLine } from '../store/line-store.ts';
import type { Touch } from './touches.ts';

/** What became of a thread, as one viewer sees it. */
export interface ThreadNews {
  /** Comments to tell as they stand now. */
  readonly changedIds: ReadonlySet<string>;
  readonly removedIds: ReadonlySet<string>;
}

type Lines = ReadonlyMap<string, CommentLine>;
type Deleted = Extract<Touch, { kind: 'deleted' }>;

/**
 * Works out what touches mean to a viewer, who hears nothing of what they could not see: neither of a comment that is
 * hidden from them nor, through a count, of one that stands under it.
 */
export class NewsReader {
  readonly #viewer: Viewer;
  readonly #postAuthorId: string;
  readonly #lines: Lines;
  /** Comments that were hidden or held again, and were gone before that could be told. */
  readonly #closedUnread: Set<string>;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(viewer: Viewer, postAuthorId: string, lines: Lines, closedUnread: Set<string>) {
    this.#viewer = viewer;
    this.#postAuthorId = postAuthorId;
    this.#lines = lines;
    this.#closedUnread = closedUnread;
  }

  read(touches: readonly Touch[]): ThreadNews {
    for (const touch of touches) this.#readOne(touch);
    return { changedIds: this.#changed, removedIds: this.#removed.difference(this.#changed) };
  }

  #readOne(touch: Touch): void {
    switch (touch.kind) {
      case 'changed':
        this.#readChanged(touch);
        break;
      case 'closed':
        this.#readClosed(touch.commentId);
        break;
      case 'deleted':
        this.#readDeleted(touch);
        break;
    }
  }

  #readChanged({ commentId, moved, actorId }: Extract<Touch, { kind: 'changed' }>): void {
    const line = this.#lines.get(commentId);
    if (!line || !this.#sees(line)) return;
    if (actorId !== undefined && !seesAuthor(this.#viewer, actorId)) return;
    this.#changed.add(commentId);
    if (moved) this.#parentChanged(line);
  }

  #readClosed(commentId: string): void {
    const line = this.#lines.get(commentId);
    if (!line) this.#closedUnread.add(commentId);
    else if (this.#sees(line)) this.#changed.add(commentId);
    else if (this.#sees(line, { ...line.comment, closed: undefined })) this.#removed.add(commentId);
    else return;
    if (line) this.#parentChanged(line);
  }

  #readDeleted(touch: Deleted): void {
    const { removedIds, removedHiddenIds, parentCommentId } = touch;
    if (removedIds.length === 0) {
      this.#readTombstone(touch);
      return;
    }
    const parent = this.#lines.get(parentCommentId);
    // A parent that is gone is told as such, and takes what stood under it along.
    if (parentCommentId !== '' && (!parent || !this.#sees(parent))) return;
    const [commentId = '', ...tombstones] = removedIds;
    const wasSeen = this.#couldSee(touch);
    if (wasSeen) this.#removed.add(commentId);
    // A tombstone has no author to hide: who did not see the last comment under it still saw it.
    for (const id of tombstones) this.#removed.add(id);
    if (this.#viewer.viewerId === this.#postAuthorId) for (const id of removedHiddenIds) this.#removed.add(id);
    if (parent && (wasSeen || tombstones.length > 0)) this.#changed.add(parentCommentId);
  }

  #readTombstone(touch: Deleted): void {
    const line = this.#lines.get(touch.commentId);
    // If it is gone by now, that is told with what took it along.
    if (!line) return;
    const sees = this.#sees(line);
    const wasSeen = this.#couldSee(touch) && this.#sees(line, { authorId: undefined, closed: undefined });
    if (sees) this.#changed.add(touch.commentId);
    else if (wasSeen) this.#removed.add(touch.commentId);
    if (sees !== wasSeen) this.#parentChanged(line);
  }

  /** Whether a comment itself, what it stood under left aside, was for this viewer. */
  #couldSee({ commentId, authorId, closed }: Deleted): boolean {
    const { viewerId } = this.#viewer;
    const isConcerned = viewerId !== undefined && (viewerId === authorId || viewerId === this.#postAuthorId);
    return (!closed || isConcerned || this.#closedUnread.has(commentId)) && seesAuthor(this.#viewer, authorId);
  }

  #parentChanged({ comment: { parentCommentId } }: CommentLine): void {
    if (parentCommentId !== undefined) this.#changed.add(parentCommentId);
  }

  #sees({ post, comment, above }: CommentLine, as: CommentQuestion = comment): boolean {
    return seesLine(this.#viewer, post, [as, ...above]);
  }
}

/** The comments whose lines are needed to read touches. */
export function touchedIds(touches: readonly Touch[]): string[] {
  const ids = touches.flatMap((touch) => {
    if (touch.kind === 'thread') return [];
    const { commentId } = touch;
    return touch.kind === 'deleted' && touch.parentCommentId !== '' ? [commentId, touch.parentCommentId] : [commentId];
  });
  return [...new Set(ids)];
}
