import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { CommentsContext } from '../context.ts';
import { createComment } from './create-comment.ts';
import { deleteComment } from './delete-comment.ts';
import { listComments } from './list-comments.ts';
import { listReplies } from './list-replies.ts';

/** tertulia.comments.v1.CommentService */
export const commentService = (context: CommentsContext): CommentServiceImplementation<CallExtension> => ({
  createComment: createComment(context),
  listComments: listComments(context),
  listReplies: listReplies(context),
  deleteComment: deleteComment(context),
});
