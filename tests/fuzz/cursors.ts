import { ClientError } from 'nice-grpc';
import { answer, join, type Stage, write } from '../page-walks/stage.ts';

/** A stream that resumes from a cursor, opened by somebody who missed something. */
export interface ResumedStream {
  /** Of a moment after which something happened that the stream tells. */
  readonly cursor: string;
  /** Opens it from a cursor. Resolves at its first message, and leaves it. */
  readonly open: (cursor: string) => Promise<unknown>;
}

interface Message {
  readonly cursor: string;
}

type OpenStream = (request: { cursor: string }, options: { signal: AbortSignal }) => AsyncIterable<Message>;

async function firstOf(open: OpenStream, cursor: string): Promise<Message> {
  const stop = new AbortController();
  let first: Message | undefined;
  try {
    for await (const message of open({ cursor }, { signal: stop.signal })) {
      first ??= message;
      stop.abort();
    }
  } catch (error) {
    if (first === undefined || error instanceof ClientError) throw error;
  }
  if (first === undefined) throw new Error('the stream ended without a message');
  return first;
}

async function resume(open: OpenStream, happen: () => Promise<unknown>): Promise<ResumedStream> {
  const { cursor } = await firstOf(open, '');
  await happen();
  return { cursor, open: (from) => firstOf(open, from) };
}

/** A stream of every RPC whose request has a cursor, by its path. */
export const resumedStreams: Readonly<Record<string, (stage: Stage) => Promise<ResumedStream>>> = {
  async '/tertulia.posts.v1.TimelineService/WatchHome'(stage) {
    const reader = await join(stage);
    return resume(reader.api.timelines.watchHome, () => write(reader));
  },
  async '/tertulia.notifications.v1.NotificationService/WatchNotifications'(stage) {
    const [reader, writer] = [await join(stage), await join(stage)];
    return resume(reader.api.notifications.watchNotifications, async () => {
      await write(writer, `Hello @${reader.handle}`);
      await stage.settling.settle(['posts']);
    });
  },
  async '/tertulia.comments.v1.CommentService/WatchComments'(stage) {
    const reader = await join(stage);
    const postId = await write(reader);
    await stage.settling.settle(['profile', 'posts']);
    const { api } = reader;
    const open: OpenStream = (request, options) => api.comments.watchComments({ postId, ...request }, options);
    return resume(open, () => answer(reader, postId));
  },
};
