import { inLanguages } from '../language/in-languages.ts';

/** What the timelines say. */
export const homeMessages = inLanguages({
  en: {
    title: 'Home',
    timelines: 'Timelines',
    following: 'Following',
    everybody: 'Everybody',
    list: 'Posts of the people you follow, newest first',
    newPosts: (count: number) => (count === 1 ? '1 new post' : `${count} new posts`),
    gone: (count: number) =>
      count === 1 ? 'A post that was new is not here any more.' : `${count} posts that were new are not here any more.`,
    emptyTitle: 'The table is still empty',
    emptyText: 'Write something, or find people to listen to.',
    find: 'Find people',
    seeLocal: 'See what everybody says',
    local: 'Everybody here',
    localList: 'Posts of everybody, newest first',
    localEmpty: 'Nobody has said anything yet',
  },
  es: {
    title: 'Inicio',
    timelines: 'Cronologías',
    following: 'Siguiendo',
    everybody: 'Todo el mundo',
    list: 'Publicaciones de la gente a la que sigues, primero las más recientes',
    newPosts: (count) => (count === 1 ? '1 publicación nueva' : `${count} publicaciones nuevas`),
    gone: (count) =>
      count === 1 ? 'Una publicación nueva ya no está aquí.' : `${count} publicaciones nuevas ya no están aquí.`,
    emptyTitle: 'La mesa aún está vacía',
    emptyText: 'Escribe algo o busca a gente a la que escuchar.',
    find: 'Buscar gente',
    seeLocal: 'Ver qué dice todo el mundo',
    local: 'Todo el mundo',
    localList: 'Publicaciones de todo el mundo, primero las más recientes',
    localEmpty: 'Nadie ha dicho nada todavía',
  },
});
