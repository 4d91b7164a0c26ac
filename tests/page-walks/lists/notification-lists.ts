import type { Log } from '../../model/settle.ts';
import type { Somebody } from '../../visibility/scene.ts';
import { answer, Crowd, edit, erase, fill, fresh, idsOf, join, type Stage, write } from '../stage.ts';
import type { FillList, ListsOfRpc } from '../walked-list.ts';

const notifications = '/tertulia.notifications.v1.NotificationService';
const requests = '/tertulia.notifications.v1.NotificationRequestService';
const hears: readonly Log[] = ['posts', 'comments'];

const like = ({ api }: Somebody, postId: string) => api.engagement.likePost({ ...fresh(), postId });

const told: FillList = async (stage) => {
  const [author, liker, other] = [await join(stage), await join(stage), await join(stage)];
  const add = async () => like(liker, await write(author));
  await fill(add);
  return {
    async read(page) {
      const { notifications, nextPageToken } = await author.api.notifications.listNotifications(page);
      return { items: notifications.map(({ postId }) => postId), nextPageToken };
    },
    add,
    remove: async (postId) => {
      for (const { api } of [liker, other]) await api.engagement.unlikePost({ ...fresh(), postId });
    },
    // It is told with the first, and has a new time.
    disturb: (postId) => like(other, postId),
    hears,
  };
};

/** Those who comment on one post, each once or several times. */
const actors: FillList = async (stage) => {
  const author = await join(stage);
  const postId = await write(author);
  await stage.settling.settle(['profile', 'posts']);
  const written = new Map<Somebody, string[]>();
  const comment = async (somebody: Somebody) => {
    written.set(somebody, [...(written.get(somebody) ?? []), await answer(somebody, postId)]);
  };
  const erase = async (somebody: Somebody, count: number) => {
    for (const commentId of written.get(somebody)?.splice(0, count) ?? [])
      await somebody.api.comments.deleteComment({ ...fresh(), commentId });
  };
  const crowd = await Crowd.gather(stage, comment);
  await stage.settling.settle(hears);
  const { notifications } = await author.api.notifications.listNotifications({});
  const notificationId = notifications[0]?.notificationId ?? '';
  return {
    async read(page) {
      const request = { notificationId, ...page };
      const { actors, nextPageToken } = await author.api.notifications.listNotificationActors(request);
      return { items: idsOf(actors), nextPageToken };
    },
    add: crowd.grow,
    remove: (id) => erase(crowd.of(id), Number.POSITIVE_INFINITY),
    // They write once more, and take back what they wrote first.
    async disturb(id) {
      await comment(crowd.of(id));
      await erase(crowd.of(id), 1);
    },
    hears,
  };
};

/** Somebody to whom strangers come by requests. */
async function joinReserved(stage: Stage): Promise<Somebody> {
  const reader = await join(stage);
  const preferences = { requestsFromStrangers: true };
  await reader.api.preferences.updateNotificationPreferences({
    ...fresh(),
    preferences,
    updateMask: ['requests_from_strangers'],
  });
  return reader;
}

/** Strangers who mention the reader, each once or several times. */
const strangers: FillList = async (stage) => {
  const reader = await joinReserved(stage);
  const written = new Map<Somebody, string[]>();
  const mention = async (somebody: Somebody) => {
    const postId = await write(somebody, `Hello @${reader.handle}`);
    written.set(somebody, [...(written.get(somebody) ?? []), postId]);
  };
  const takeBack = async (somebody: Somebody, count: number) => {
    for (const postId of written.get(somebody)?.splice(0, count) ?? []) await erase(postId);
  };
  const crowd = await Crowd.gather(stage, mention);
  return {
    async read(page) {
      const { requests, nextPageToken } = await reader.api.notificationRequests.listNotificationRequests(page);
      return { items: idsOf(requests.map(({ account }) => account)), nextPageToken };
    },
    add: crowd.grow,
    remove: (id) => takeBack(crowd.of(id), Number.POSITIVE_INFINITY),
    async disturb(id) {
      await mention(crowd.of(id));
      await takeBack(crowd.of(id), 1);
    },
    hears,
  };
};

/** What waits of one stranger. */
const waiting: FillList = async (stage) => {
  const [reader, stranger] = [await joinReserved(stage), await join(stage)];
  const add = () => write(stranger, `Hello @${reader.handle}`);
  await fill(add);
  return {
    async read(page) {
      const request = { accountId: stranger.id, ...page };
      const { notifications, nextPageToken } =
        await reader.api.notificationRequests.listRequestedNotifications(request);
      return { items: notifications.map(({ postId }) => postId), nextPageToken };
    },
    add,
    remove: erase,
    disturb: (postId) => edit(postId, `Hello again @${reader.handle}`),
    hears,
  };
};

export const notificationLists: Readonly<Record<string, ListsOfRpc>> = {
  [`${notifications}/ListNotifications`]: { '': told },
  [`${notifications}/ListNotificationActors`]: { '': actors },
  [`${requests}/ListNotificationRequests`]: { '': strangers },
  [`${requests}/ListRequestedNotifications`]: { '': waiting },
};
