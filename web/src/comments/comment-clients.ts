import { CommentLikeServiceDefinition } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ThreadServiceDefinition } from '#gen/tertulia/comments/v1/thread_service.ts';
import { memberClient } from '../session/current.ts';

/** Comments. */
export const comments = memberClient(CommentServiceDefinition);

/** Their likes. */
export const commentLikes = memberClient(CommentLikeServiceDefinition);

/** The thread of a post as a whole. */
export const threads = memberClient(ThreadServiceDefinition);
