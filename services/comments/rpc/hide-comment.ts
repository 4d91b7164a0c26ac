import { z } from 'zod';
import {
  HideCommentRequest,
  HideCommentResponse,
  type ThreadServiceImplementation,
  UnhideCommentRequest,
  UnhideCommentResponse,
} from '#gen/tertulia/comments/v1/thread_service.ts';
import { type Call, type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { type OnceTypes, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { tellCommentHidden, tellCommentUnhidden } from '../events/tell-comments.ts';
import { setClosed } from '../store/comment-store.ts';
import { answerModerated, authorOfOpen, openOwnThreadsComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';

const schema = z.object({ requestId, commentId: id });

interface Change {
  readonly types: OnceTypes<HideCommentRequest, HideCommentResponse>;
  readonly closed: 'hidden' | undefined;
  readonly tell: typeof tellCommentHidden;
}

export const hideComment = (context: CommentsContext): ThreadServiceImplementation<CallExtension>['hideComment'] => {
  const types = { request: HideCommentRequest, response: HideCommentResponse };
  return (request, call) => change(context, request, call, { types, closed: 'hidden', tell: tellCommentHidden });
};

export const unhideComment = (
  context: CommentsContext,
): ThreadServiceImplementation<CallExtension>['unhideComment'] => {
  const types = { request: UnhideCommentRequest, response: UnhideCommentResponse };
  return (request, call) => change(context, request, call, { types, closed: undefined, tell: tellCommentUnhidden });
};

async function change(
  context: CommentsContext,
  message: HideCommentRequest | UnhideCommentRequest,
  call: Call,
  { types, closed, tell }: Change,
) {
  const request = parse(schema, message);
  const { commentId } = request;
  const viewerId = memberId(call);
  return once(context.database, call, request, types, async (tx) => {
    const { comment } = await openOwnThreadsComment(tx, await findViewer(context.people, viewerId), commentId);
    const authorId = authorOfOpen(comment);
    if (comment.closed !== closed) {
      await setClosed(tx, comment, closed);
      const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
      await tell(to, { commentId, postId: comment.postId, authorId });
    }
    return answerModerated(context, tx, viewerId, commentId);
  });
}
