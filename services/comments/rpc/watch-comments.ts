import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type Call, type CallExtension, viewerId } from '../../kit/call.ts';
import { id, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { type StreamCursor, type StreamOf, ThreadStream } from '../live/thread-stream.ts';
import { viewThread } from '../view/view-thread.ts';
import { readAfterLearning } from './learn-post.ts';
import { readStreamCursor, writeStreamCursor } from './stream-cursor.ts';

const schema = z.object({ postId: id, cursor: pageToken });

export const watchComments =
  (context: CommentsContext): CommentServiceImplementation<CallExtension>['watchComments'] =>
  (request, call) => {
    const { postId, cursor } = parse(schema, request);
    const stream = { postId, viewerId: viewerId(call) };
    const write = (at: StreamCursor) => writeStreamCursor(context, stream, at);
    return new ThreadStream(context, { ...stream, write }, call.ending).messages(begin(context, call, stream, cursor));
  };

/** Where the stream begins, once it is known that the viewer sees the post. */
async function begin(context: CommentsContext, call: Call, stream: StreamOf, cursor: string) {
  const { postId, viewerId } = stream;
  const from = await readStreamCursor(context, stream, cursor);
  const sources = { people: context.people, queries: context.database };
  await readAfterLearning(context, call, postId, () => viewThread(sources, viewerId, postId));
  return from;
}
