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
import { deleteComment as deleteAndTell } from '../events/delete-comment.ts';
import { findLoose } from '../store/line-store.ts';

const schema = z.object({ requestId, commentId: id });

const types = { request: DeleteCommentRequest, response: DeleteCommentResponse };

export const deleteComment =
  ({ database, eventLog }: CommentsContext): CommentServiceImplementation<CallExtension>['deleteComment'] =>
  async (request, call) => {
    const { requestId, commentId } = parse(schema, request);
    const authorId = memberId(call);
    return once(database, call, { ...request, requestId }, types, async (tx) => {
      const found = await findLoose(tx, commentId, authorId);
      // Whom a block shuts out still takes back what they wrote; of a deleted post there is nothing left to anybody.
      if (found?.comment.authorId !== authorId || found.post.state === 'deleted') throw new CommentNotFound();
      await deleteAndTell({ eventLog, tx, traceparent: call.traceparent }, found.comment, authorId);
      return {};
    });
  };
