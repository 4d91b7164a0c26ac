import { z } from 'zod';
import {
  type CommentLikeServiceImplementation,
  LikeCommentRequest,
  LikeCommentResponse,
} from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { tellCommentLiked } from '../events/tell-comments.ts';
import { addLike } from '../store/like-store.ts';
import { answerComment, authorOfOpen, openComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';
import { openAccount } from './accounts.ts';

const schema = z.object({ requestId, commentId: id });

const types = { request: LikeCommentRequest, response: LikeCommentResponse };

export const likeComment =
  (context: CommentsContext): CommentLikeServiceImplementation<CallExtension>['likeComment'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { commentId } = request;
    const accountId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      await openAccount(tx, accountId);
      const { comment } = await openComment(tx, await findViewer(context.people, accountId), commentId);
      const authorId = authorOfOpen(comment);
      if (await addLike(tx, { commentId, accountId }, context.newId())) {
        const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
        await tellCommentLiked(to, { commentId, postId: comment.postId, authorId, accountId });
      }
      return answerComment(context, tx, accountId, commentId);
    });
  };
