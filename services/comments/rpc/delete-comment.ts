import { z } from 'zod';
import {
  type CommentServiceImplementation,
  DeleteCommentRequest,
  DeleteCommentResponse,
} from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { CommentNotFound } from '../domain/errors.ts';
import { tellCommentDeleted } from '../events/tell-comments.ts';
import { findComment, removeComment } from '../store/comment-store.ts';

const schema = z.object({ requestId, commentId: id });

const types = { request: DeleteCommentRequest, response: DeleteCommentResponse };

export const deleteComment =
  ({ database, eventLog }: CommentsContext): CommentServiceImplementation<CallExtension>['deleteComment'] =>
  async (request, call) => {
    const { requestId, commentId } = parse(schema, request);
    const authorId = memberId(call);
    return once(database, call, { ...request, requestId }, types, async (tx) => {
      const comment = await findComment(tx, commentId);
      if (comment?.authorId !== authorId) throw new CommentNotFound();
      await removeComment(tx, commentId);
      await tellCommentDeleted(eventLog, tx, { commentId, postId: comment.postId, authorId }, call.traceparent);
      return {};
    });
  };
