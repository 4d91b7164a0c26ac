import { inLanguages } from '../language/in-languages.ts';

/** What the home timeline says. */
export const homeMessages = inLanguages({
  en: {
    title: 'Home',
    list: 'Posts of the people you follow, newest first',
    newPosts: (count: number) => (count === 1 ? '1 new post' : `${count} new posts`),
    emptyTitle: 'The table is still empty',
    emptyText: 'Write something, or find people to listen to.',
    find: 'Find people',
  },
  es: {
    title: 'Inicio',
    list: 'Publicaciones de la gente a la que sigues, primero las más recientes',
    newPosts: (count) => (count === 1 ? '1 publicación nueva' : `${count} publicaciones nuevas`),
    emptyTitle: 'La mesa aún está vacía',
    emptyText: 'Escribe algo o busca a gente a la que escuchar.',
    find: 'Buscar gente',
  },
});
