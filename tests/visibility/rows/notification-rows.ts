import { randomUUID } from 'node:crypto';
import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { NotificationPeople } from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import type { NativeApi } from '../../model/open-client.ts';
import { type Question, type Rows, readAll, seenIf } from './row.ts';

const about = (all: readonly Notification[], { postId }: { postId: string }) =>
  all.find((notification) => notification.postId === postId);
/** Who was mentioned, and is not blocked or blocking. The author hears of likes and comments instead. */
const expectMention = ({ viewer }: Question) => seenIf(viewer === 'mentioned');
const expectTold = ({ viewer }: Question) => seenIf(viewer === 'mentioned' || viewer === 'author');
const listAll = (api: NativeApi) => readAll(api.notifications.listNotifications, (page) => page.notifications);

const notifications = '/tertulia.notifications.v1.NotificationService';
const requests = '/tertulia.notifications.v1.NotificationRequestService';
const preferences = '/tertulia.notifications.v1.NotificationPreferencesService';

export const notificationRows: Rows = {
  [`${notifications}/ListNotifications`]: {
    shows: 'the post, to whom it mentions or mentioned',
    ask: async ({ api, item }) => seenIf(about(await listAll(api), item) !== undefined),
    expect: expectTold,
  },
  [`${notifications}/ListNotificationActors`]: {
    shows: 'who did what another is notified of',
    async ask({ api, scene, item }) {
      const mentioned = scene.person('mentioned');
      const notification = mentioned && about(await listAll(mentioned.api), item);
      if (notification === undefined) return 'not there to ask for';
      const { notificationId } = notification;
      const { actors } = await api.notifications.listNotificationActors({ notificationId });
      return seenIf(actors.length === 1 && actors[0]?.accountId === scene.author.id);
    },
    expect: ({ viewer }) => seenIf(viewer === 'mentioned', 'NOTIFICATION_NOT_FOUND'),
  },
  [`${notifications}/GetUnreadCount`]: {
    shows: 'that there is something that the list does not show',
    async ask({ api }) {
      const { unreadCount } = await api.notifications.getUnreadCount({});
      return seenIf(unreadCount !== (await listAll(api)).filter(({ read }) => !read).length);
    },
    expect: () => 'not seen',
  },
  [`${requests}/ListNotificationRequests`]: {
    shows: 'the author, whose mention waits',
    ask: ({ api, scene: { author } }) =>
      withRequests(api, async () => {
        const { requests: waiting } = await api.notificationRequests.listNotificationRequests({ pageSize: 100 });
        return seenIf(waiting.some(({ account }) => account?.accountId === author.id));
      }),
    expect: expectMention,
  },
  [`${requests}/ListRequestedNotifications`]: {
    shows: "the post, among the author's mentions that wait",
    ask: ({ api, scene: { author }, item }) =>
      withRequests(api, async () => {
        const list = (page: object) =>
          api.notificationRequests.listRequestedNotifications({ accountId: author.id, ...page });
        return seenIf(about(await readAll(list, (page) => page.notifications), item) !== undefined);
      }),
    expect: expectMention,
  },
  [`${preferences}/PreviewNotificationPreferences`]: {
    shows: 'what would be hidden, of what one may see',
    async ask({ api }) {
      const kind = NotificationKind.NOTIFICATION_KIND_MENTION;
      const kindPreferences = [{ kind, people: NotificationPeople.NOTIFICATION_PEOPLE_NOBODY }];
      const { hidden } = await api.preferences.previewNotificationPreferences({ preferences: { kindPreferences } });
      // One mention is there for everybody: the witness's, the last that streams tell.
      return seenIf(hidden.some((each) => each.kind === kind && each.hiddenCount > 1));
    },
    expect: expectMention,
  },
  [`${preferences}/GetNotificationPreferences`]: { silentBecause: 'it answers what the caller alone chose' },
};

/** Asks while what strangers do comes as requests. */
async function withRequests<T>(api: NativeApi, ask: () => Promise<T>): Promise<T> {
  const set = (requestsFromStrangers: boolean) =>
    api.preferences.updateNotificationPreferences({
      requestId: randomUUID(),
      preferences: { requestsFromStrangers },
      updateMask: ['requests_from_strangers'],
    });
  await set(true);
  try {
    return await ask();
  } finally {
    await set(false);
  }
}
