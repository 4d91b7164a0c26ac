import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { inLanguages } from '../language/in-languages.ts';

/** What notifications say. */
export const notificationMessages = inLanguages({
  en: {
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
  },
  es: {
    title: 'Notificaciones',
    list: 'Notificaciones, primero las más recientes',
    empty: 'Nada todavía',
    emptyText: 'Cuando alguien te siga, te mencione o te responda, se dirá aquí.',
    markAll: 'Marcar todo como leído',
    unread: 'Sin leer',
    announcement: (count) => (count === 1 ? 'Una notificación nueva' : `${count} notificaciones nuevas`),
    what: {
      [NotificationKind.NOTIFICATION_KIND_UNSPECIFIED]: 'hizo algo',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW]: 'te sigue',
      [NotificationKind.NOTIFICATION_KIND_MENTION]: 'te mencionó',
      [NotificationKind.NOTIFICATION_KIND_COMMENT]: 'comentó tu publicación',
      [NotificationKind.NOTIFICATION_KIND_REPLY]: 'respondió a tu comentario',
      [NotificationKind.NOTIFICATION_KIND_LIKE]: 'le gusta tu publicación',
    },
  },
});
