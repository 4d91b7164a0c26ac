import { inLanguages } from '../language/in-languages.ts';

/** What is said over who did what with a post. */
export const reactionsMessages = inLanguages({
  en: {
    title: 'What people did with this post',
    toPost: 'To the post',
    likes: 'Likes',
    reposts: 'Reposts',
    quotes: 'Quotes',
    noLikes: 'Nobody likes it yet',
    noReposts: 'Nobody has reposted it yet',
    noQuotes: 'No post quotes it yet',
  },
  es: {
    title: 'Qué ha hecho la gente con esta publicación',
    toPost: 'A la publicación',
    likes: 'Me gusta',
    reposts: 'Compartida por',
    quotes: 'Citas',
    noLikes: 'Aún no le gusta a nadie',
    noReposts: 'Aún no la ha compartido nadie',
    noQuotes: 'Aún no la cita ninguna publicación',
  },
});
