import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { CommentNotFound } from '../domain/errors.ts';
import { openComment } from '../view/open-comment.ts';
import { findViewer } from '../view/view-comments.ts';
import { answerPage, openList, orderedPage } from './ordered-list.ts';
import { readThreadPage } from './thread-page.ts';

const schema = z.object({ commentId: id, ...orderedPage });

export const listReplies =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['listReplies'] =>
  async (request, call) => {
    const { commentId, ...page } = parse(schema, request);
    const viewer = await findViewer(context.people, viewerId(call));
    const { post } = await openComment(context.database, viewer, commentId);
    const place = { postId: post.postId, parentCommentId: commentId };
    const list = openList(context, ['ListReplies', commentId], { ...page, place, viewer });
    const found = await readThreadPage(list.read, list, call);
    if (!found) throw new CommentNotFound();
    const { comments, nextPageToken } = await answerPage(context, list, found);
    return { replies: comments, nextPageToken };
  };
