import { InvalidRequest } from '../../kit/errors.ts';
import { InvalidPageToken } from '../../kit/mesh-errors.ts';
import { readPageToken, readPosition, writePageToken } from '../../kit/page-token.ts';
import type { CommentsContext } from '../context.ts';
import type { StreamCursor, StreamOf } from '../live/thread-stream.ts';

/** The cursor as the contract has it. */
export function writeStreamCursor(
  context: Pick<CommentsContext, 'eventLog'>,
  stream: StreamOf,
  { position, sight }: StreamCursor,
): string {
  return writePageToken(queryOf(context, stream), [Number(position), sight]);
}

/** Undefined for ''. Fails with INVALID_REQUEST for a cursor of another stream. */
export async function readStreamCursor(
  context: Pick<CommentsContext, 'eventLog'>,
  stream: StreamOf,
  cursor: string,
): Promise<StreamCursor | undefined> {
  const from = decode(queryOf(context, stream), cursor);
  // Another replica may be ahead of this one's feed, but none is ahead of the database.
  if (from && from.position > (await context.eventLog.head())) throw badCursor();
  return from;
}

function queryOf({ eventLog }: Pick<CommentsContext, 'eventLog'>, { postId, viewerId }: StreamOf): readonly string[] {
  return ['WatchComments', eventLog.logId, postId, viewerId ?? ''];
}

function decode(query: readonly string[], cursor: string): StreamCursor | undefined {
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
