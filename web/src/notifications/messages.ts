import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { NotificationPeople } from '#gen/tertulia/notifications/v1/notification_preferences.ts';
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
    actors: (names: readonly string[], count: number) => {
      const [first = '', second] = names;
      if (count === 1) return first;
      if (count === 2 && second !== undefined) return `${first} and ${second}`;
      return `${first} and ${count === 2 ? 'one other' : `${count - 1} others`}`;
    },
    signIn: 'Somebody signed in to your account. If it was not you, end that session.',
    requestsTitle: 'Requests',
    requestsLink: 'Requests from people you do not follow',
    requestsIntro:
      'What people whom you do not follow wrote to you waits here, while you want that. Nobody is told how you answer.',
    noRequests: 'Nobody waits',
    requestCount: (count: number) => (count === 1 ? '1 thing' : `${count} things`),
    showRequested: 'Show what waits',
    hideRequested: 'Hide',
    accept: 'Accept',
    accepted: 'Accepted',
    dismiss: 'Dismiss',
    dismissed: 'Dismissed',
    preferencesTitle: 'Notification preferences',
    preferencesLink: 'Preferences',
    preferencesIntro:
      'Choose whose acts you want to be told of. What you leave out is kept, and comes back if you want it again.',
    kinds: 'Whose acts count',
    kind: {
      [NotificationKind.NOTIFICATION_KIND_UNSPECIFIED]: '',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW]: 'New followers',
      [NotificationKind.NOTIFICATION_KIND_MENTION]: 'Mentions',
      [NotificationKind.NOTIFICATION_KIND_COMMENT]: 'Comments on your posts',
      [NotificationKind.NOTIFICATION_KIND_REPLY]: 'Answers to your comments',
      [NotificationKind.NOTIFICATION_KIND_LIKE]: 'Likes of your posts',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST]: 'Follow requests',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED]: 'Accepted follow requests',
      [NotificationKind.NOTIFICATION_KIND_REPOST]: 'Reposts',
      [NotificationKind.NOTIFICATION_KIND_QUOTE]: 'Quotes',
      [NotificationKind.NOTIFICATION_KIND_COMMENT_LIKE]: 'Likes of your comments',
      [NotificationKind.NOTIFICATION_KIND_POST_EDITED]: 'Edited posts',
      [NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN]: 'New sign-ins',
      [NotificationKind.NOTIFICATION_KIND_COMMENT_HELD]: 'Comments that wait for you',
    } satisfies Record<NotificationKind, string>,
    people: {
      [NotificationPeople.NOTIFICATION_PEOPLE_UNSPECIFIED]: 'Everybody',
      [NotificationPeople.NOTIFICATION_PEOPLE_ALL]: 'Everybody',
      [NotificationPeople.NOTIFICATION_PEOPLE_FOLLOWED]: 'People you follow',
      [NotificationPeople.NOTIFICATION_PEOPLE_MUTUALS]: 'People you follow who follow you',
      [NotificationPeople.NOTIFICATION_PEOPLE_NOBODY]: 'Nobody',
    } satisfies Record<NotificationPeople, string>,
    strangers: 'Mentions, comments, answers and quotes of people you do not follow come as requests',
    save: 'Save',
    saved: 'Your preferences are saved.',
    preview: 'What would this have hidden last week?',
    previewNothing: 'Nothing of the last seven days.',
    previewIncomplete: 'Only the newest 5,000 were looked at.',
    hidden: (count: number, requests: number) => {
      if (requests === 0) return `${count} hidden`;
      if (requests === count) return `${count} as requests`;
      return `${count - requests} hidden, ${requests} as requests`;
    },
    examples: 'For example',
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
    actors: (names, count) => {
      const [first = '', second] = names;
      if (count === 1) return first;
      if (count === 2 && second !== undefined) return `${first} y ${second}`;
      return `${first} y ${count === 2 ? 'una persona más' : `${count - 1} personas más`}`;
    },
    signIn: 'Alguien entró en tu cuenta. Si no fuiste tú, cierra esa sesión.',
    requestsTitle: 'Solicitudes',
    requestsLink: 'Solicitudes de gente a la que no sigues',
    requestsIntro:
      'Lo que te escribe gente a la que no sigues espera aquí, mientras así lo quieras. A nadie se le dice qué respondes.',
    noRequests: 'No espera nadie',
    requestCount: (count) => (count === 1 ? '1 cosa' : `${count} cosas`),
    showRequested: 'Mostrar lo que espera',
    hideRequested: 'Ocultar',
    accept: 'Aceptar',
    accepted: 'Aceptada',
    dismiss: 'Descartar',
    dismissed: 'Descartada',
    preferencesTitle: 'Preferencias de notificaciones',
    preferencesLink: 'Preferencias',
    preferencesIntro:
      'Elige de quién quieres saber y qué. Lo que dejas fuera se guarda y vuelve si lo quieres de nuevo.',
    kinds: 'De quién quieres saber',
    kind: {
      [NotificationKind.NOTIFICATION_KIND_UNSPECIFIED]: '',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW]: 'Nuevos seguidores',
      [NotificationKind.NOTIFICATION_KIND_MENTION]: 'Menciones',
      [NotificationKind.NOTIFICATION_KIND_COMMENT]: 'Comentarios en tus publicaciones',
      [NotificationKind.NOTIFICATION_KIND_REPLY]: 'Respuestas a tus comentarios',
      [NotificationKind.NOTIFICATION_KIND_LIKE]: '«Me gusta» en tus publicaciones',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST]: 'Solicitudes de seguimiento',
      [NotificationKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED]: 'Solicitudes aceptadas',
      [NotificationKind.NOTIFICATION_KIND_REPOST]: 'Publicaciones compartidas',
      [NotificationKind.NOTIFICATION_KIND_QUOTE]: 'Citas',
      [NotificationKind.NOTIFICATION_KIND_COMMENT_LIKE]: '«Me gusta» en tus comentarios',
      [NotificationKind.NOTIFICATION_KIND_POST_EDITED]: 'Publicaciones editadas',
      [NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN]: 'Inicios de sesión',
      [NotificationKind.NOTIFICATION_KIND_COMMENT_HELD]: 'Comentarios que te esperan',
    },
    people: {
      [NotificationPeople.NOTIFICATION_PEOPLE_UNSPECIFIED]: 'Todo el mundo',
      [NotificationPeople.NOTIFICATION_PEOPLE_ALL]: 'Todo el mundo',
      [NotificationPeople.NOTIFICATION_PEOPLE_FOLLOWED]: 'Gente a la que sigues',
      [NotificationPeople.NOTIFICATION_PEOPLE_MUTUALS]: 'Gente a la que sigues y te sigue',
      [NotificationPeople.NOTIFICATION_PEOPLE_NOBODY]: 'Nadie',
    },
    strangers:
      'Las menciones, los comentarios, las respuestas y las citas de gente a la que no sigues llegan como solicitudes',
    save: 'Guardar',
    saved: 'Tus preferencias se guardaron.',
    preview: '¿Qué habría ocultado esto la semana pasada?',
    previewNothing: 'Nada de los últimos siete días.',
    previewIncomplete: 'Solo se miraron las 5.000 más recientes.',
    hidden: (count, requests) => {
      if (requests === 0) return `${count} sin mostrar`;
      if (requests === count) return `${count} como solicitudes`;
      return `${count - requests} sin mostrar, ${requests} como solicitudes`;
    },
    examples: 'Por ejemplo',
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
