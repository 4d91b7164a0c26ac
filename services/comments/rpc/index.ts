import type { CommentLikeServiceImplementation } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import type { ThreadServiceImplementation } from '#gen/tertulia/comments/v1/thread_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { CommentsContext } from '../context.ts';
import { approveComment } from './approve-comment.ts';
import { createComment } from './create-comment.ts';
import { deleteComment } from './delete-comment.ts';
import { getComment } from './get-comment.ts';
import { getThread } from './get-thread.ts';
import { hideComment, unhideComment } from './hide-comment.ts';
import { likeComment } from './like-comment.ts';
import { listCommentAncestors } from './list-ancestors.ts';
import { listAuthorComments } from './list-author-comments.ts';
import { listComments } from './list-comments.ts';
import { listHeldComments } from './list-held.ts';
import { listCommentLikers } from './list-likers.ts';
import { listReplies } from './list-replies.ts';
import { listCommentRevisions } from './list-revisions.ts';
import { muteThread, unmuteThread } from './mute-thread.ts';
import { rejectComment } from './reject-comment.ts';
import { unlikeComment } from './unlike-comment.ts';
import { updateComment } from './update-comment.ts';
import { updateThread } from './update-thread.ts';
import { watchComments } from './watch-comments.ts';

/** tertulia.comments.v1.CommentService */
export const commentService = (context: CommentsContext): CommentServiceImplementation<CallExtension> => ({
  createComment: createComment(context),
  getComment: getComment(context),
  listComments: listComments(context),
  listReplies: listReplies(context),
  listCommentAncestors: listCommentAncestors(context),
  listAuthorComments: listAuthorComments(context),
  updateComment: updateComment(context),
  listCommentRevisions: listCommentRevisions(context),
  deleteComment: deleteComment(context),
  watchComments: watchComments(context),
});

/** tertulia.comments.v1.CommentLikeService */
export const commentLikeService = (context: CommentsContext): CommentLikeServiceImplementation<CallExtension> => ({
  likeComment: likeComment(context),
  unlikeComment: unlikeComment(context),
  listCommentLikers: listCommentLikers(context),
});

/** tertulia.comments.v1.ThreadService */
export const threadService = (context: CommentsContext): ThreadServiceImplementation<CallExtension> => ({
  getThread: getThread(context),
  updateThread: updateThread(context),
  hideComment: hideComment(context),
  unhideComment: unhideComment(context),
  listHeldComments: listHeldComments(context),
  approveComment: approveComment(context),
  rejectComment: rejectComment(context),
  muteThread: muteThread(context),
  unmuteThread: unmuteThread(context),
});
