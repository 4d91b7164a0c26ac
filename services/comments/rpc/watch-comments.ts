import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { ThreadStream } from '../live/thread-stream.ts';
import { viewThread } from '../view/view-thread.ts';
import { readAfterLearning } from './learn-post.ts';
import { readStreamCursor, writeStreamCursor } from './stream-cursor.ts';

const schema = z.object({ postId: id, cursor: pageToken });

export const watchComments = (context: CommentsContext): CommentServiceImplementation<CallExtension>['watchComments'] =>
  async function* (request, call) {
    const { postId, cursor } = parse(schema, request);
    const viewer = viewerId(call);
    const stream = { postId, viewerId: viewer };
    const from = await readStreamCursor(context, stream, cursor);
    const sources = { people: context.people, queries: context.database };
    await readAfterLearning(context, call, postId, () => viewThread(sources, viewer, postId));
    for await (const message of new ThreadStream(context, postId, viewer, call.signal).messages(from)) {
      yield { ...message, cursor: writeStreamCursor(context, stream, message.cursor) };
    }
  };
