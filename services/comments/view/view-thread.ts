import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Queries } from '../../kit/database/database.ts';
import { policyToProto } from '../convert.ts';
import type { ViewedPost } from '../domain/post.ts';
import { mayComment, seesAuthor, seesPost, type Viewer } from '../domain/visibility.ts';
import { tallyHeld } from '../store/held-store.ts';
import { findThread } from '../store/thread-store.ts';
import { findViewer } from './view-comments.ts';

/** What threads are read with. */
export interface ThreadSources {
  readonly people: PeopleCache;
  /** The database, or the transaction that changes the thread. */
  readonly queries: Pick<Queries, 'get' | 'all'>;
}

/** A post that the viewer may see, and how they see its thread. */
export interface OpenThread {
  readonly post: ViewedPost;
  readonly thread: Thread;
}

/** Undefined if the post is unknown here or hidden from the viewer. */
export async function viewThread(
  { people, queries }: ThreadSources,
  viewerId: string | undefined,
  postId: string,
): Promise<OpenThread | undefined> {
  const found = await findThread(queries, postId, viewerId);
  if (!found || !seesPost(viewerId, found.post)) return undefined;
  const { post, muted } = found;
  const { locked, approvalRequired, commentPolicy } = post;
  const isAuthor = viewerId === post.authorId;
  const thread = {
    ...{ postId, locked, approvalRequired, muted },
    commentPolicy: policyToProto(commentPolicy),
    viewerCanComment: mayComment(viewerId, post),
    heldCount: isAuthor ? await countHeld(queries, await findViewer(people, viewerId), postId) : 0,
  };
  return { post, thread };
}

/** As many as the list of held comments has. */
async function countHeld(queries: ThreadSources['queries'], viewer: Viewer, postId: string): Promise<number> {
  const tallies = await tallyHeld(queries, postId);
  const seen = tallies.filter(({ authorId }) => seesAuthor(viewer, authorId));
  return seen.reduce((sum, { held }) => sum + held, 0);
}
