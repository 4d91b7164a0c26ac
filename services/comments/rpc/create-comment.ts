import { z } from 'zod';
import {
  type CommentServiceImplementation,
  CreateCommentRequest,
  CreateCommentResponse,
} from '#gen/tertulia/comments/v1/comment_service.ts';
import { stranger } from '../../audience/decide.ts';
import { type Card, findCards } from '../../audience/replica/people-store.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, requestId, text } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import type { NewComment } from '../domain/comment.ts';
import { CommentIsDeleted, CommentNotFound, PostNotFound } from '../domain/errors.ts';
import { seesLineage } from '../domain/lineage.ts';
import { seesPost, type ViewedPost } from '../domain/post.ts';
import { tellCommentCreated } from '../events/tell-comments.ts';
import { isDeleted, putCardIfUnknown } from '../store/author-store.ts';
import { addComment } from '../store/comment-store.ts';
import { findLineage } from '../store/lineage-store.ts';
import { findPost, putPostIfUnknown } from '../store/post-store.ts';
import { learnAuthor } from './learn-author.ts';
import { type Learned, learnPost } from './learn-post.ts';

const schema = z.object({
  requestId,
  postId: id,
  parentCommentId: z.union([z.literal(''), id], 'must be a UUID or empty').transform((value) => value || undefined),
  text: text({ min: 1, max: 2_000 }),
});

const types = { request: CreateCommentRequest, response: CreateCommentResponse };

export const createComment =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['createComment'] =>
  async (request, call) => {
    const { requestId, postId, parentCommentId, text } = parse(schema, request);
    const authorId = memberId(call);
    // Outside of the transaction, which waits for no other service.
    const [learned, card] = await Promise.all([learnPost(context, call, postId), learnAuthor(context, call, authorId)]);
    return once(context.database, call, { ...request, requestId }, types, async (tx) => {
      await openAuthor(tx, authorId, card);
      const post = await openPost(tx, postId, authorId, learned);
      const parentAuthorId = parentCommentId && (await findParentAuthor(tx, parentCommentId, postId, authorId));
      // The id is made in the transaction: ids are committed in their order, so no page is passed by a late one.
      const commentId = context.newId();
      const comment = { commentId, postId, parentCommentId, authorId, text, createTime: context.now() };
      await addComment(tx, comment);
      const concerned = { postAuthorId: post.authorId, parentAuthorId };
      await tellCommentCreated(context.eventLog, tx, comment, concerned, call.traceparent);
      return { comment: await ownCommentToProto(tx, comment) };
    });
  };

async function openAuthor(tx: Transaction, authorId: string, card: Card | undefined): Promise<void> {
  if (await isDeleted(tx, authorId)) throw new SessionHasEnded();
  if (card) await putCardIfUnknown(tx, card);
}

async function openPost(
  tx: Transaction,
  postId: string,
  viewerId: string,
  { header, failure }: Learned,
): Promise<ViewedPost> {
  if (header) await putPostIfUnknown(tx, header);
  const post = await findPost(tx, postId, viewerId);
  if (!post || !seesPost(viewerId, post)) throw failure ?? new PostNotFound();
  return post;
}

/** Whose comment is answered. One of another post is as good as none. */
async function findParentAuthor(tx: Transaction, commentId: string, postId: string, viewerId: string): Promise<string> {
  const parent = await findLineage(tx, commentId, viewerId);
  if (!parent || parent.post.postId !== postId || !seesLineage(viewerId, parent)) throw new CommentNotFound();
  if (parent.authorId === undefined) throw new CommentIsDeleted();
  return parent.authorId;
}

async function ownCommentToProto(tx: Transaction, { authorId, ...comment }: NewComment) {
  const cards = await findCards(tx, [authorId]);
  const card = cards.get(authorId) ?? { accountId: authorId, handle: '', displayName: '', private: false };
  return commentToProto({ ...comment, author: { card, relation: stranger }, replyCount: 0 });
}
