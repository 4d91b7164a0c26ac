import { setTimeout as delay } from 'node:timers/promises';
import type { Member } from '../members.ts';

/** The three streams of a member, resumed from their cursors whenever they end. */
export interface KeptStreams extends AsyncDisposable {
  /** Ids of the posts that WatchHome has told, in order; doubled where it doubled one. */
  readonly posts: readonly string[];
  /** Ids of the posts that WatchNotifications has told of. */
  readonly notified: readonly string[];
  /** Ids of the comments that WatchComments has told of, in order; doubled where it doubled one. */
  readonly comments: readonly string[];
  /** How many messages have come, heartbeats too. */
  readonly messages: { home: number; notifications: number; comments: number };
}

const pauseMs = 50;

/** Watches as a client does, also the comments on a post: it goes on from the last cursor until it is disposed. */
export function keepWatching({ api }: Member, postId: string): KeptStreams {
  const [posts, notified, comments] = [[] as string[], [] as string[], [] as string[]];
  const messages = { home: 0, notifications: 0, comments: 0 };
  const stop = new AbortController();
  const { signal } = stop;
  const home = resume(signal, async function* (cursor) {
    for await (const message of api.timelines.watchHome({ cursor }, { signal })) {
      messages.home += 1;
      posts.push(...message.postIds);
      yield message.cursor;
    }
  });
  const notifications = resume(signal, async function* (cursor) {
    for await (const message of api.notifications.watchNotifications({ cursor }, { signal })) {
      messages.notifications += 1;
      notified.push(...message.notifications.map(({ postId }) => postId));
      yield message.cursor;
    }
  });
  const thread = resume(signal, async function* (cursor) {
    for await (const message of api.comments.watchComments({ postId, cursor }, { signal })) {
      messages.comments += 1;
      comments.push(...message.changed.map(({ commentId }) => commentId));
      yield message.cursor;
    }
  });
  return {
    ...{ posts, notified, comments, messages },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all([home, notifications, thread]);
    },
  };
}

/** `watch` yields cursors, from which it is begun again. */
async function resume(signal: AbortSignal, watch: (cursor: string) => AsyncIterable<string>): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    try {
      for await (const cursor of watch(last)) last = cursor;
    } catch {
      // A stream that ends, for whatever reason, is begun again.
    }
    await delay(pauseMs);
  }
}
