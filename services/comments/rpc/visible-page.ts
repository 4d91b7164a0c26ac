import type { Call } from '../../kit/call.ts';
import type { Database } from '../../kit/database/database.ts';
import { seesAuthor, seesComment, type ViewedComment } from '../domain/comment.ts';
import { seesPost } from '../domain/post.ts';
import { type Place, readCommentPage, readReplyTallies } from '../store/thread-store.ts';

/** One page of what the viewer sees. */
export interface VisiblePage {
  readonly comments: readonly ViewedComment[];
  /** Where the next page begins; undefined on the last. */
  readonly next: string | undefined;
}

/** Which page of which list. */
export interface PageQuery {
  readonly place: Place;
  readonly viewerId: string | undefined;
  /** The id of the last comment given; empty for the first page. */
  readonly after: string;
  readonly size: number;
}

/** How many comments are read at a time where many are hidden. */
const batchLimit = 101;

/**
 * Reads a page, full unless the list ends. Undefined if the post is unknown here
 * or hidden from the viewer.
 */
export async function readVisiblePage(
  database: Database,
  query: PageQuery,
  call: Pick<Call, 'signal'>,
): Promise<VisiblePage | undefined> {
  const { place, viewerId, size } = query;
  const visible: ViewedComment[] = [];
  let after = query.after;
  let limit = size + 1;
  for (;;) {
    const page = await readCommentPage(database, place, viewerId, after, limit);
    if (!page || !seesPost(viewerId, page.post)) return undefined;
    const seen = page.comments.filter((comment) => seesComment(viewerId, comment));
    visible.push(...(page.blocks ? await countVisibleReplies(database, seen, viewerId) : seen));
    if (visible.length > size || page.comments.length < limit) break;
    // The signal costs to make, so it is asked for only where the reading goes on.
    call.signal.throwIfAborted();
    after = page.comments.at(-1)?.commentId ?? after;
    limit = batchLimit;
  }
  const comments = visible.slice(0, size);
  return { comments, next: visible.length > size ? comments.at(-1)?.commentId : undefined };
}

/** Takes the replies that are hidden from the viewer out of the counts. */
async function countVisibleReplies(
  database: Database,
  comments: readonly ViewedComment[],
  viewerId: string | undefined,
): Promise<readonly ViewedComment[]> {
  const parents = comments.filter((comment) => comment.replyCount > 0).map((comment) => comment.commentId);
  if (viewerId === undefined || parents.length === 0) return comments;
  const hidden = new Map<string, number>();
  for (const { parentCommentId, authorId, relation, replies } of await readReplyTallies(database, parents, viewerId)) {
    if (seesAuthor(viewerId, authorId, relation)) continue;
    hidden.set(parentCommentId, (hidden.get(parentCommentId) ?? 0) + replies);
  }
  return comments.map((comment) => {
    const replyCount = comment.replyCount - (hidden.get(comment.commentId) ?? 0);
    return { ...comment, replyCount };
  });
}
