import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto } from '../convert.ts';
import { openComment } from '../view/open-comment.ts';
import { findViewer, viewComments } from '../view/view-comments.ts';

const schema = z.object({ commentId: id });

export const getComment =
  ({ database, people }: CommentsContext): CommentServiceImplementation<CallExtension>['getComment'] =>
  async (request, call) => {
    const { commentId } = parse(schema, request);
    const viewer = await findViewer(people, viewerId(call));
    const line = await openComment(database, viewer, commentId);
    const [viewed] = await viewComments({ people, queries: database }, viewer, [line]);
    return { comment: viewed && commentToProto(viewed) };
  };
