import { inLanguages } from '../language/in-languages.ts';

/** What is said aloud on every page when notifications come. */
export const announcementMessages = inLanguages({
  en: {
    announcement: (count: number) => (count === 1 ? 'A new notification' : `${count} new notifications`),
  },
  es: {
    announcement: (count) => (count === 1 ? 'Una notificación nueva' : `${count} notificaciones nuevas`),
  },
});
