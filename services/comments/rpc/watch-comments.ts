import { z } from 'zod';
import type { CommentServiceImplementation } from '#gen/tertulia/comments/v1/comment_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { InvalidRequest } from '../../kit/errors.ts';
import { id, pageToken } from '../../kit/fields.ts';
import { InvalidPageToken } from '../../kit/mesh-errors.ts';
import { readPageToken, readPosition, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { CommentsContext } from '../context.ts';
import { type StreamCursor, ThreadStream } from '../live/thread-stream.ts';
import { viewThread } from '../view/view-thread.ts';
import { readAfterLearning } from './learn-post.ts';

const schema = z.object({ postId: id, cursor: pageToken });

export const watchComments = (context: CommentsContext): CommentServiceImplementation<CallExtension>['watchComments'] =>
  async function* (request, call) {
    const { postId, cursor } = parse(schema, request);
    const viewer = viewerId(call);
    const query = ['WatchComments', context.eventLog.logId, postId, viewer ?? ''];
    const from = await readCursor(context, query, cursor);
    const sources = { people: context.people, queries: context.database };
    await readAfterLearning(context, call, postId, () => viewThread(sources, viewer, postId));
    for await (const message of new ThreadStream(context, postId, viewer, call.signal).messages(from)) {
      const { position, sight } = message.cursor;
      yield { ...message, cursor: writePageToken(query, [Number(position), sight]) };
    }
  };

async function readCursor(
  { eventLog }: CommentsContext,
  query: readonly string[],
  cursor: string,
): Promise<StreamCursor | undefined> {
  const from = decodeCursor(query, cursor);
  // Another replica may be ahead of this one's feed, but none is ahead of the database.
  if (from && from.position > (await eventLog.head())) throw badCursor();
  return from;
}

function decodeCursor(query: readonly string[], cursor: string): StreamCursor | undefined {
  try {
    const values = readPageToken(query, cursor);
    return values && { position: readPosition(values[0]), sight: Number(values[1]) };
  } catch (error) {
    throw error instanceof InvalidPageToken ? badCursor() : error;
  }
}

function badCursor(): InvalidRequest {
  return new InvalidRequest([{ field: 'cursor', description: 'must be a cursor of this stream' }]);
}
