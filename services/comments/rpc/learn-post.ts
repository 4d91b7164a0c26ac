import { ClientError, Status } from 'nice-grpc';
import type { Card } from '../../audience/replica/people-store.ts';
import { type Call, viewerId } from '../../kit/call.ts';
import { calleeFailure } from '../../kit/callee-failure.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { DomainError } from '../../kit/errors.ts';
import { Unavailable } from '../../kit/mesh-errors.ts';
import type { CommentsContext } from '../context.ts';
import { headerFromProto } from '../convert.ts';
import { PostNotFound } from '../domain/errors.ts';
import type { PostHeader } from '../domain/post.ts';
import { seesPost } from '../domain/visibility.ts';
import { isDeleted, putCardIfUnknown } from '../store/author-store.ts';
import { findPost, putPostIfUnknown } from '../store/post-store.ts';

/** What posts answered: what to keep, or why there is nothing. Both are absent where posts need not be asked. */
export interface Learned {
  readonly header?: PostHeader;
  /** Of the post's author: it says whether they are private. */
  readonly author?: Card;
  readonly failure?: DomainError;
}

/**
 * Asks posts for a post that the caller does not find here. One that is hidden from the caller, or deleted, is asked for
 * just as one that is unknown, so that neither the answer nor its time tells them apart, also while posts is down.
 */
export async function learnPost(context: CommentsContext, call: Call, postId: string): Promise<Learned> {
  const viewer = viewerId(call);
  const post = await findPost(context.database, postId, viewer);
  return post && seesPost(viewer, post) ? {} : askForPost(context, call, postId);
}

/**
 * Reads what `read` finds where the caller sees the post, and asks posts if that is not here. Fails with POST_NOT_FOUND
 * if there is no such post for them.
 */
export async function readAfterLearning<T>(
  context: CommentsContext,
  call: Call,
  postId: string,
  read: () => Promise<T | undefined>,
): Promise<T> {
  const found = await read();
  if (found !== undefined) return found;
  const answer = await askForPost(context, call, postId);
  if (answer.header) await context.database.write((tx) => keepLearned(context, tx, answer));
  const learned = answer.failure ? undefined : await read();
  if (learned === undefined) throw answer.failure ?? new PostNotFound();
  return learned;
}

/** Keeps what posts answered, unless it is known already, or its author is gone. */
export async function keepLearned(
  { people }: Pick<CommentsContext, 'people'>,
  tx: Transaction,
  { header, author }: Learned,
): Promise<void> {
  if (!header || !author || (await isDeleted(tx, author.accountId))) return;
  await putPostIfUnknown(tx, header);
  await putCardIfUnknown(tx, author);
  tx.afterCommit(() => people.cardChanged(author));
}

async function askForPost(context: CommentsContext, call: Call, postId: string): Promise<Learned> {
  try {
    const response = await context.posts.getPost({ postId }, { ...call.forward, deadline: askDeadline(context, call) });
    const header = response.post && headerFromProto(response.post);
    const author = response.post?.author;
    return header && author ? { header, author } : { failure: new Unavailable('posts told too little of the post') };
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof ClientError && error.code === Status.NOT_FOUND) return { failure: new PostNotFound() };
    context.logger.warn({ err: error, traceparent: call.traceparent }, 'posts did not answer for a post');
    return { failure: calleeFailure(error, 'posts must be asked for this post, and does not answer') };
  }
}

/** Until when another service may answer. */
export function askDeadline({ askTimeoutMs }: CommentsContext, { deadline }: Call): Date {
  const own = Date.now() + askTimeoutMs;
  return new Date(Math.min(own, deadline?.getTime() ?? own));
}
