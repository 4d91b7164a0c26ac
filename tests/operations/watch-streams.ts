import { setTimeout as delay } from 'node:timers/promises';
import { ClientError, Status } from 'nice-grpc';
import type { Member } from '../members.ts';
import { as, openEdgeClient } from './edge-client.ts';

/** One person's stream of notifications, which goes on from its cursor whenever it ends with UNAVAILABLE. */
export interface WatchedStream {
  readonly watcher: Member;
  /** The posts of the notifications that came, in their order. */
  readonly postIds: readonly string[];
  /** How often it has ended and gone on. */
  readonly resumed: number;
}

/** Many streams, all open. */
export interface WatchedStreams extends AsyncDisposable {
  readonly streams: readonly WatchedStream[];
  /** Whatever else than UNAVAILABLE ended a stream, and each attempt to go on that brought nothing. */
  readonly failures: readonly string[];
}

/** Over one connection the edge takes a hundred. */
const streamsPerConnection = 50;

/** Opens `each` streams for every watcher and resolves when all have begun. */
export async function watchStreams(url: string, watchers: readonly Member[], each: number): Promise<WatchedStreams> {
  const owners = watchers.flatMap((watcher) => Array.from({ length: each }, () => watcher));
  const connections = Math.ceil(owners.length / streamsPerConnection);
  const clients = Array.from({ length: connections }, () => openEdgeClient(url));
  const [stop, failures] = [new AbortController(), [] as string[]];
  const streams = owners.map((watcher) => ({ watcher, postIds: [] as string[], resumed: 0 }));
  const begun: Promise<void>[] = [];
  const watching = streams.map((stream, number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    begun.push(promise);
    const { notifications } = clients[number % connections] ?? fail();
    return watch(stream, resolve, (cursor) =>
      notifications.watchNotifications({ cursor }, { ...as(stream.watcher), signal: stop.signal }),
    );
  });

  async function watch(
    stream: (typeof streams)[number],
    tellBegun: () => void,
    open: (cursor: string) => AsyncIterable<{ cursor: string; notifications: { postId: string }[] }>,
  ): Promise<void> {
    for (let cursor = ''; !stop.signal.aborted; stream.resumed += 1) {
      let heard = false;
      try {
        for await (const message of open(cursor)) {
          heard = true;
          cursor = message.cursor;
          stream.postIds.push(...message.notifications.map(({ postId }) => postId));
          tellBegun();
        }
      } catch (error) {
        if (stop.signal.aborted) return;
        const isMeant = heard && error instanceof ClientError && error.code === Status.UNAVAILABLE;
        if (!isMeant) failures.push(`${stream.watcher.handle}: ${String(error)}`);
      }
      // As a page does: not all at once.
      await delay(Math.random() * 200);
    }
  }

  await Promise.all(begun);
  return {
    streams,
    failures,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(watching);
      for (const client of clients) client[Symbol.dispose]();
    },
  };
}

function fail(): never {
  throw new Error('there is no connection');
}
