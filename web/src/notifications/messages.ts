import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { inLanguages } from '../language/in-languages.ts';

const always = (words: string) => (_actors: number) => words;

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
    others: (count: number) => (count === 1 ? 'and one other' : `and ${count} others`),
    what: {
      [NotificationKind.NOTIFICATION_KIND_UNSPECIFIED]: always('did something'),
      [NotificationKind.NOTIFICATION_KIND_FOLLOW]: always('followed you'),
      [NotificationKind.NOTIFICATION_KIND_MENTION]: always('mentioned you'),
      [NotificationKind.NOTIFICATION_KIND_COMMENT]: always('commented on your post'),
      [NotificationKind.NOTIFICATION_KIND_REPLY]: always('answered your comment'),
      [NotificationKind.NOTIFICATION_KIND_LIKE]: always('liked your post'),
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST]: always('asked to follow you'),
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED]: always('accepted that you follow them'),
      [NotificationKind.NOTIFICATION_KIND_REPOST]: always('reposted your post'),
      [NotificationKind.NOTIFICATION_KIND_QUOTE]: always('quoted your post'),
      [NotificationKind.NOTIFICATION_KIND_COMMENT_LIKE]: always('liked your comment'),
      [NotificationKind.NOTIFICATION_KIND_POST_EDITED]: always('edited a post that you had to do with'),
      [NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN]: always('signed in on another device'),
      [NotificationKind.NOTIFICATION_KIND_COMMENT_HELD]: always('wrote a comment that waits for you'),
    } satisfies Record<NotificationKind, (actors: number) => string>,
  },
  es: {
    title: 'Notificaciones',
    list: 'Notificaciones, primero las más recientes',
    empty: 'Nada todavía',
    emptyText: 'Cuando alguien te siga, te mencione o te responda, se dirá aquí.',
    markAll: 'Marcar todo como leído',
    unread: 'Sin leer',
    announcement: (count) => (count === 1 ? 'Una notificación nueva' : `${count} notificaciones nuevas`),
    others: (count) => (count === 1 ? 'y una persona más' : `y ${count} personas más`),
    what: {
      [NotificationKind.NOTIFICATION_KIND_UNSPECIFIED]: (actors) => (actors === 1 ? 'hizo algo' : 'hicieron algo'),
      [NotificationKind.NOTIFICATION_KIND_FOLLOW]: (actors) => (actors === 1 ? 'te sigue' : 'te siguen'),
      [NotificationKind.NOTIFICATION_KIND_MENTION]: (actors) => (actors === 1 ? 'te mencionó' : 'te mencionaron'),
      [NotificationKind.NOTIFICATION_KIND_COMMENT]: (actors) =>
        actors === 1 ? 'comentó tu publicación' : 'comentaron tu publicación',
      [NotificationKind.NOTIFICATION_KIND_REPLY]: (actors) =>
        actors === 1 ? 'respondió a tu comentario' : 'respondieron a tu comentario',
      [NotificationKind.NOTIFICATION_KIND_LIKE]: (actors) =>
        actors === 1 ? 'indicó que le gusta tu publicación' : 'indicaron que les gusta tu publicación',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST]: (actors) =>
        actors === 1 ? 'quiere seguirte' : 'quieren seguirte',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED]: (actors) =>
        actors === 1 ? 'aceptó que le sigas' : 'aceptaron que les sigas',
      [NotificationKind.NOTIFICATION_KIND_REPOST]: (actors) =>
        actors === 1 ? 'compartió tu publicación' : 'compartieron tu publicación',
      [NotificationKind.NOTIFICATION_KIND_QUOTE]: (actors) =>
        actors === 1 ? 'citó tu publicación' : 'citaron tu publicación',
      [NotificationKind.NOTIFICATION_KIND_COMMENT_LIKE]: (actors) =>
        actors === 1 ? 'indicó que le gusta tu comentario' : 'indicaron que les gusta tu comentario',
      [NotificationKind.NOTIFICATION_KIND_POST_EDITED]: (actors) =>
        actors === 1
          ? 'editó una publicación en la que participaste'
          : 'editaron una publicación en la que participaste',
      [NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN]: (actors) =>
        actors === 1 ? 'inició sesión en otro dispositivo' : 'iniciaron sesión en otro dispositivo',
      [NotificationKind.NOTIFICATION_KIND_COMMENT_HELD]: (actors) =>
        actors === 1
          ? 'escribió un comentario que espera tu aprobación'
          : 'escribieron comentarios que esperan tu aprobación',
    },
  },
});
