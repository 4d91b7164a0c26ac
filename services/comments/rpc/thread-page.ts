import type { Call } from '../../kit/call.ts';
import type { ReadComment } from '../domain/comment.ts';
import type { ViewedPost } from '../domain/post.ts';
import { seesComment, seesPost, type Viewer } from '../domain/visibility.ts';
import type { Cursor, ReadBatch } from './comment-orders.ts';

/** One page of what the viewer sees. */
export interface ThreadPage {
  readonly post: ViewedPost;
  readonly comments: readonly ReadComment[];
  /** Where the next page begins; undefined on the last. */
  readonly next: Cursor | undefined;
}

/** How many comments are read at a time where many are hidden. */
const batchLimit = 101;

/** Reads a page, full unless the list ends. Undefined if the post is unknown here or hidden from the viewer. */
export async function readThreadPage(
  read: ReadBatch,
  { viewer, from, size }: { viewer: Viewer; from: Cursor | undefined; size: number },
  call: Pick<Call, 'signal'>,
): Promise<ThreadPage | undefined> {
  const visible: { comment: ReadComment; cursor: Cursor }[] = [];
  let after = from;
  let limit = size + 1;
  for (;;) {
    const batch = await read(after, limit);
    if (!batch || !seesPost(viewer.viewerId, batch.post)) return undefined;
    const { post, items } = batch;
    visible.push(...items.filter(({ comment }) => seesComment(viewer, post.authorId, comment)));
    if (visible.length > size || items.length < limit) {
      const page = visible.slice(0, size);
      const next = visible.length > size ? page.at(-1)?.cursor : undefined;
      return { post, comments: page.map(({ comment }) => comment), next };
    }
    // The signal costs to make, so it is asked for only where the reading goes on.
    call.signal.throwIfAborted();
    after = items.at(-1)?.cursor;
    limit = batchLimit;
  }
}
