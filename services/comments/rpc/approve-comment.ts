import { z } from 'zod';
import {
  ApproveCommentRequest,
  ApproveCommentResponse,
  type ThreadServiceImplementation,
} from '#gen/tertulia/comments/v1/thread_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { CommentIsNotHeld } from '../domain/errors.ts';
import { tellCommentCreated } from '../events/tell-comments.ts';
import { findComment, setClosed } from '../store/comment-store.ts';
import { answerModerated, openOwnThreadsComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';

const schema = z.object({ requestId, commentId: id });

const types = { request: ApproveCommentRequest, response: ApproveCommentResponse };

export const approveComment =
  (context: CommentsContext): ThreadServiceImplementation<CallExtension>['approveComment'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { commentId } = request;
    const viewerId = memberId(call);
    return once(context.database, call, request, types, async (tx) => {
      const { comment } = await openOwnThreadsComment(tx, await findViewer(context.people, viewerId), commentId);
      const { authorId, parentCommentId } = comment;
      if (comment.closed !== 'held' || authorId === undefined) throw new CommentIsNotHeld();
      await setClosed(tx, comment, undefined);
      const parent = parentCommentId === undefined ? undefined : await findComment(tx, parentCommentId);
      const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
      const concerned = { postAuthorId: viewerId, parentAuthorId: parent?.authorId };
      await tellCommentCreated(to, { ...comment, authorId }, concerned);
      return answerModerated(context, tx, viewerId, commentId);
    });
  };
