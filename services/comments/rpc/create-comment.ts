import { z } from 'zod';
import {
  type CommentServiceImplementation,
  CreateCommentRequest,
  CreateCommentResponse,
} from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { CommentNotFound, CommentsRestricted, PostNotFound, ThreadLocked } from '../domain/errors.ts';
import type { ViewedPost } from '../domain/post.ts';
import { refusalToComment, seesPost } from '../domain/visibility.ts';
import { tellCommentCreated, tellCommentHeld } from '../events/tell-comments.ts';
import { addComment } from '../store/comment-store.ts';
import { findPost } from '../store/post-store.ts';
import { answerComment, authorOfOpen, openComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';
import { openAccount } from './accounts.ts';
import { commentText, findMeaning, keepPeople } from './comment-text.ts';
import { learnAuthor } from './learn-author.ts';
import { keepLearned, type Learned, learnPost } from './learn-post.ts';

const schema = z.object({
  requestId,
  postId: id,
  parentCommentId: z.union([z.literal(''), id], 'must be a UUID or empty').transform((value) => value || undefined),
  text: commentText,
});

const types = { request: CreateCommentRequest, response: CreateCommentResponse };

export const createComment =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['createComment'] =>
  async (request, call) => {
    const { requestId, postId, parentCommentId, text } = parse(schema, request);
    const authorId = memberId(call);
    const identified = { ...request, requestId };
    const first = await findAnswer(context.database, call, identified, types);
    if (first) return first;
    // Outside of the transaction, which waits for no other service.
    const [answer, card, meaning] = await Promise.all([
      learnPost(context, call, postId),
      learnAuthor(context, call, authorId),
      findMeaning(context, call, text.marks),
    ]);
    const learned = card ? [card, ...meaning.learned] : meaning.learned;
    return once(context.database, call, identified, types, async (tx) => {
      await openAccount(tx, authorId);
      await keepPeople(context, tx, learned);
      const post = await openPost(context, tx, postId, authorId, answer);
      const parentAuthorId = parentCommentId && (await findParentAuthor(context, tx, parentCommentId, post, authorId));
      const held = post.approvalRequired && authorId !== post.authorId;
      // The id is made in the transaction: ids are committed in their order, so no page is passed by a late one.
      const commentId = context.newId();
      const content = { text: text.content, spans: meaning.spans, createTime: context.now(), held };
      const comment = { commentId, postId, parentCommentId, authorId, ...content };
      await addComment(tx, comment);
      const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
      if (held) await tellCommentHeld(to, comment, post.authorId);
      else await tellCommentCreated(to, comment, { postAuthorId: post.authorId, parentAuthorId });
      return answerComment(context, tx, authorId, commentId, learned);
    });
  };

/** A post on which the caller may comment. */
async function openPost(
  context: CommentsContext,
  tx: Transaction,
  postId: string,
  viewerId: string,
  answer: Learned,
): Promise<ViewedPost> {
  await keepLearned(context, tx, answer);
  const post = await findPost(tx, postId, viewerId);
  if (!post || !seesPost(viewerId, post)) throw answer.failure ?? new PostNotFound();
  const refusal = refusalToComment(viewerId, post);
  if (refusal === 'restricted') throw new CommentsRestricted();
  if (refusal === 'locked') throw new ThreadLocked();
  return post;
}

/** Whose comment is answered. One of another post is as good as none. */
async function findParentAuthor(
  { people }: CommentsContext,
  tx: Transaction,
  commentId: string,
  { postId }: ViewedPost,
  viewerId: string,
): Promise<string> {
  const parent = await openComment(tx, await findViewer(people, viewerId), commentId);
  if (parent.post.postId !== postId) throw new CommentNotFound();
  return authorOfOpen(parent.comment);
}
