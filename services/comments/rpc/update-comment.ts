import { z } from 'zod';
import {
  type CommentServiceImplementation,
  UpdateCommentRequest,
  UpdateCommentResponse,
} from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import { mentionedIds } from '../../text/text-spans.ts';
import type { CommentsContext } from '../context.ts';
import { CommentNotFound } from '../domain/errors.ts';
import { tellCommentEdited, tellHeldCommentEdited } from '../events/tell-comments.ts';
import { editComment } from '../store/comment-store.ts';
import { answerComment, openComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';
import { commentText, findMeaning, keepPeople } from './comment-text.ts';

const schema = z.object({
  requestId,
  comment: z.object({ commentId: id, text: commentText }, 'must be given'),
  updateMask: z.object({ paths: z.array(z.literal('text', 'must be text')).min(1, 'must name a field') }),
});

const types = { request: UpdateCommentRequest, response: UpdateCommentResponse };

export const updateComment =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['updateComment'] =>
  async (message, call) => {
    const paths = message.updateMask ?? [];
    const { requestId, comment } = parse(schema, { ...message, updateMask: { paths } });
    const { commentId, text } = comment;
    const authorId = memberId(call);
    const { spans, learned } = await findMeaning(context, call, text.marks);
    return once(context.database, call, { ...message, requestId }, types, async (tx) => {
      const viewer = await findViewer(context.people, authorId);
      const before = (await openComment(tx, viewer, commentId)).comment;
      if (before.authorId !== authorId) throw new CommentNotFound();
      if (before.text === text.content) return answerComment(context, tx, authorId, commentId);
      await keepPeople(context, tx, learned);
      const editTime = context.now();
      await editComment(tx, commentId, { text: text.content, spans, editTime });
      const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
      const edited = { commentId, postId: before.postId, authorId };
      if (before.closed === 'held') await tellHeldCommentEdited(to, edited);
      else await tellCommentEdited(to, { ...edited, text: text.content, editTime, mentionedIds: mentionedIds(spans) });
      return answerComment(context, tx, authorId, commentId, learned);
    });
  };
