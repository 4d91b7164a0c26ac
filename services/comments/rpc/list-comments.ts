import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { findViewer } from '../view/view-comments.ts';
import { readAfterLearning } from './learn-post.ts';
import { answerPage, openList, orderedPage } from './ordered-list.ts';
import { readThreadPage } from './thread-page.ts';

const schema = z.object({ postId: id, ...orderedPage });

export const listComments =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['listComments'] =>
  async (request, call) => {
    const { postId, ...page } = parse(schema, request);
    const viewer = await findViewer(context.people, viewerId(call));
    const place = { postId, parentCommentId: undefined };
    const list = openList(context, ['ListComments', postId], { ...page, place, viewer });
    const found = await readAfterLearning(context, call, postId, () => readThreadPage(list.read, list, call));
    const { comments, nextPageToken } = await answerPage(context, list, found);
    return { comments, nextPageToken };
  };
