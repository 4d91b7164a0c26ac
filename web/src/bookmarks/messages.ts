import { inLanguages } from '../language/in-languages.ts';

/** What the bookmarks say. */
export const bookmarksMessages = inLanguages({
  en: {
    title: 'Bookmarks',
    list: 'Bookmarked posts, the newest bookmark first',
    emptyTitle: 'No bookmarks yet',
    emptyText: 'Bookmark a post to find it here again. Nobody else can see that.',
  },
  es: {
    title: 'Guardadas',
    list: 'Publicaciones guardadas, primero la que guardaste la última',
    emptyTitle: 'Aún no has guardado nada',
    emptyText: 'Guarda una publicación para encontrarla aquí de nuevo. Nadie más puede verlo.',
  },
});
