import type { BlockScene } from './block-scene.ts';
import type { Somebody } from './scene.ts';

/** The streams of one of the two, open while the other blocks. */
export interface BlockStreams extends AsyncDisposable {
  /** What still shows the other: read at any time. */
  traces(): string[];
  readonly home: readonly string[];
}

/** What WatchHome tells from a cursor on, up to a post that comes for certain. */
export async function readHome({ api }: Somebody, cursor: string, last: string): Promise<string[]> {
  const told: string[] = [];
  for await (const { postIds } of api.timelines.watchHome({ cursor })) {
    told.push(...postIds);
    if (told.includes(last)) return told;
  }
  return told;
}

/** Opens every stream in which one of the two could meet the other. Resolves when all have begun. */
export async function openBlockStreams(scene: BlockScene, who: Somebody, whom: Somebody): Promise<BlockStreams> {
  const stop = new AbortController();
  const { signal } = stop;
  const [ownThreadOf = ''] = scene.posts.get(whom) ?? [];
  const home: string[] = [];
  const actors = new Map<string, readonly string[]>();
  const shown = new Map<string, string | undefined>();
  let unread = -1;
  let othersThreadEnded = false;
  const begun = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const read = async <T>(index: number, stream: AsyncIterable<T>, take: (message: T) => void) => {
    for await (const message of stream) {
      take(message);
      begun[index]?.resolve();
    }
  };
  const { timelines, notifications, comments } = who.api;
  const listed = await comments.listComments({ postId: scene.meetingId, pageSize: 100 });
  for (const { commentId, author } of listed.comments) shown.set(commentId, author?.accountId);
  const now = await notifications.listNotifications({ pageSize: 100 });
  for (const each of now.notifications)
    actors.set(
      each.notificationId,
      each.actors.map(({ accountId }) => accountId),
    );
  const reading = [
    read(0, timelines.watchHome({ cursor: '' }, { signal }), ({ postIds }) => home.push(...postIds)),
    read(1, notifications.watchNotifications({ cursor: '' }, { signal }), (message) => {
      for (const each of message.notifications)
        actors.set(
          each.notificationId,
          each.actors.map(({ accountId }) => accountId),
        );
      for (const removed of message.removedNotificationIds) actors.delete(removed);
      unread = message.unreadCount;
    }),
    read(2, comments.watchComments({ postId: scene.meetingId, cursor: '' }, { signal }), (message) => {
      for (const { commentId, author } of message.changed) shown.set(commentId, author?.accountId);
      for (const removed of message.removedIds) shown.delete(removed);
      if (message.reload) shown.clear();
    }),
    read(3, comments.watchComments({ postId: ownThreadOf, cursor: '' }, { signal }), () => undefined).catch(() => {
      othersThreadEnded = true;
      begun[3]?.resolve();
    }),
  ];
  const ended = Promise.allSettled(reading);
  await Promise.all(begun.map(({ promise }) => promise));
  return {
    home,
    traces() {
      const all = [...actors.values()].flat();
      return [
        ...(othersThreadEnded ? [] : ["WatchComments of the other's post goes on"]),
        ...([...shown.values()].includes(whom.id) ? ['WatchComments shows comments of the other'] : []),
        ...(all.includes(whom.id) ? ['WatchNotifications shows acts of the other'] : []),
        ...(unread === actors.size ? [] : [`WatchNotifications counts ${unread}, and shows ${actors.size}`]),
      ];
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended;
    },
  };
}
