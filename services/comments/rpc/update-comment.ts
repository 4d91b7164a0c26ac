import { z } from 'zod';
import {
  type CommentServiceImplementation,
  UpdateCommentRequest,
  UpdateCommentResponse,
} from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { findAnswer, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import { mentionedIds } from '../../text/text-spans.ts';
import type { CommentsContext } from '../context.ts';
import type { Comment } from '../domain/comment.ts';
import { CommentNotFound } from '../domain/errors.ts';
import { type Telling, tellCommentEdited, tellCommentHeld, tellHeldCommentEdited } from '../events/tell-comments.ts';
import { editComment, setClosed } from '../store/comment-store.ts';
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
    const identified = { ...message, requestId };
    const first = await findAnswer(context.database, call, identified, types);
    if (first) return first;
    const { spans, learned } = await findMeaning(context, call, text.marks);
    return once(context.database, call, identified, types, async (tx) => {
      const viewer = await findViewer(context.people, authorId);
      const { post, comment: before } = await openComment(tx, viewer, commentId);
      if (before.authorId !== authorId) throw new CommentNotFound();
      if (before.text === text.content) return answerComment(context, tx, authorId, commentId);
      await keepPeople(context, tx, learned);
      const edit = { text: text.content, spans, editTime: context.now() };
      await editComment(tx, before, edit);
      const holds = before.closed === undefined && post.approvalRequired && authorId !== post.authorId;
      if (holds) await setClosed(tx, before, 'held');
      const to = { eventLog: context.eventLog, tx, traceparent: call.traceparent };
      if (holds) await tellCommentHeld(to, { ...before, ...edit, authorId }, post.authorId);
      else await tellEdited(to, { ...before, ...edit, authorId });
      return answerComment(context, tx, authorId, commentId, learned);
    });
  };

/** Tells of an edit of a comment that is held, or seen, as before. */
async function tellEdited(to: Telling, edited: Comment & { authorId: string; editTime: Date }): Promise<void> {
  const { commentId, postId, authorId, text, spans, editTime, closed } = edited;
  if (closed === 'held') await tellHeldCommentEdited(to, { commentId, postId, authorId, text });
  else await tellCommentEdited(to, { commentId, postId, authorId, text, editTime, mentionedIds: mentionedIds(spans) });
}
