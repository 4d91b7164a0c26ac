import { ClientError, Status } from 'nice-grpc';
import type { Call } from '../../kit/call.ts';
import { viewerId } from '../../kit/call.ts';
import type { DomainError } from '../../kit/errors.ts';
import { Unavailable } from '../../kit/mesh-errors.ts';
import type { CommentsContext } from '../context.ts';
import { headerFromProto } from '../convert.ts';
import { PostNotFound } from '../domain/errors.ts';
import { type PostHeader, seesPost } from '../domain/post.ts';
import { findPost } from '../store/post-store.ts';

/** What posts answered: a header to keep, or why there is none. Both are absent where posts need not be asked. */
export interface Learned {
  readonly header?: PostHeader;
  readonly failure?: DomainError;
}

/**
 * Asks posts for a post that the caller does not find here. One that is hidden
 * from the caller is asked for just as one that is unknown, so that neither the
 * answer nor its time tells them apart, also while posts is down. Of a deleted
 * post there is nothing to ask.
 */
export async function learnPost(context: CommentsContext, call: Call, postId: string): Promise<Learned> {
  const viewer = viewerId(call);
  const post = await findPost(context.database, postId, viewer);
  if (post && (post.state === 'deleted' || seesPost(viewer, post))) return {};
  try {
    const response = await context.posts.getPost({ postId }, { ...call.forward, deadline: askDeadline(context, call) });
    const header = response.post && headerFromProto(response.post);
    return header ? { header } : { failure: new Unavailable('posts told too little of the post') };
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof ClientError && error.code === Status.NOT_FOUND) return { failure: new PostNotFound() };
    context.logger.warn({ err: error, traceparent: call.traceparent }, 'posts did not answer for a post');
    return { failure: new Unavailable('posts must be asked for this post, and does not answer') };
  }
}

/** Until when another service may answer. */
export function askDeadline({ askTimeoutMs }: CommentsContext, { deadline }: Call): Date {
  const own = Date.now() + askTimeoutMs;
  return new Date(Math.min(own, deadline?.getTime() ?? own));
}
