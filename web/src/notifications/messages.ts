import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';

/** What notifications say. */
export const notificationMessages = {
  title: 'Notifications',
  list: 'Notifications, newest first',
  empty: 'Nothing yet',
  emptyText: 'When someone follows, mentions or answers you, it is told here.',
  markAll: 'Mark all as read',
  unread: 'Unread',
  announcement: (count: number) => (count === 1 ? 'A new notification' : `${count} new notifications`),
  what: {
    [NotificationKind.NOTIFICATION_KIND_UNSPECIFIED]: 'did something',
    [NotificationKind.NOTIFICATION_KIND_FOLLOW]: 'follows you',
    [NotificationKind.NOTIFICATION_KIND_MENTION]: 'mentioned you',
    [NotificationKind.NOTIFICATION_KIND_COMMENT]: 'commented on your post',
    [NotificationKind.NOTIFICATION_KIND_REPLY]: 'answered your comment',
    [NotificationKind.NOTIFICATION_KIND_LIKE]: 'likes your post',
  } satisfies Record<NotificationKind, string>,
};
