import { z } from 'zod';
import {
  RejectCommentRequest,
  RejectCommentResponse,
  type ThreadServiceImplementation,
} from '#gen/tertulia/comments/v1/thread_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { CommentIsNotHeld } from '../domain/errors.ts';
import { deleteComment } from '../events/delete-comment.ts';
import { openOwnThreadsComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';

const schema = z.object({ requestId, commentId: id });

const types = { request: RejectCommentRequest, response: RejectCommentResponse };

export const rejectComment =
  ({ database, eventLog, people }: CommentsContext): ThreadServiceImplementation<CallExtension>['rejectComment'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const viewerId = memberId(call);
    return once(database, call, request, types, async (tx) => {
      const { comment } = await openOwnThreadsComment(tx, await findViewer(people, viewerId), request.commentId);
      if (comment.closed !== 'held' || comment.authorId === undefined) throw new CommentIsNotHeld();
      await deleteComment({ eventLog, tx, traceparent: call.traceparent }, comment, comment.authorId);
      return {};
    });
  };
