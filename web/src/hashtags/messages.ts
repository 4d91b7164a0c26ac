import { inLanguages } from '../language/in-languages.ts';

/** What hashtags and their pages say. */
export const hashtagMessages = inLanguages({
  en: {
    list: (hashtag: string) => `Posts with #${hashtag}, newest first`,
    emptyTitle: 'Nothing has this hashtag yet',
    follow: 'Follow',
    following: 'Following',
    unfollow: 'Unfollow',
    followHint: 'What is written for everybody with a hashtag that you follow comes to your home timeline.',
    followed: 'Followed hashtags',
    noneFollowed: 'You follow no hashtags yet',
  },
  es: {
    list: (hashtag) => `Publicaciones con #${hashtag}, primero las más recientes`,
    emptyTitle: 'Nada tiene esta etiqueta todavía',
    follow: 'Seguir',
    following: 'Siguiendo',
    unfollow: 'Dejar de seguir',
    followHint: 'Lo que se escribe para todo el mundo con una etiqueta que sigues llega a tu inicio.',
    followed: 'Etiquetas que sigues',
    noneFollowed: 'Aún no sigues ninguna etiqueta',
  },
});
