import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { beginNow } from '../live/thread-stream.ts';
import { findViewer } from '../view/view-comments.ts';
import { readAfterLearning } from './learn-post.ts';
import { answerPage, openList, orderedPage } from './ordered-list.ts';
import { writeStreamCursor } from './stream-cursor.ts';
import { readThreadPage } from './thread-page.ts';

const schema = z.object({ postId: id, ...orderedPage });

export const listComments =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['listComments'] =>
  async (request, call) => {
    const { postId, ...page } = parse(schema, request);
    const stream = { postId, viewerId: viewerId(call) };
    // Before the page is read: what comes meanwhile is told once more, which does no harm.
    const begin = page.pageToken === '' ? await beginNow(context, stream.viewerId) : undefined;
    const viewer = await findViewer(context.people, stream.viewerId);
    const place = { postId, parentCommentId: undefined };
    const list = openList(context, ['ListComments', postId], { ...page, place, viewer });
    const found = await readAfterLearning(context, call, postId, () => readThreadPage(list.read, list, call));
    const answer = await answerPage(context, list, found);
    return { ...answer, watchCursor: begin ? writeStreamCursor(context, stream, begin) : '' };
  };
