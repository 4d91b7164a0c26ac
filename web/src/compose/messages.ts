import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { inLanguages } from '../language/in-languages.ts';

/** What the box to write a post says. */
export const composeMessages = inLanguages({
  en: {
    label: 'Write a post',
    placeholder: 'What is on your mind?',
    audience: 'Who may read it',
    audiences: [
      [PostAudience.POST_AUDIENCE_PUBLIC, 'Everyone'],
      [PostAudience.POST_AUDIENCE_FOLLOWERS, 'Followers'],
      [PostAudience.POST_AUDIENCE_MENTIONED, 'Mentioned only'],
    ] as const,
    post: 'Post',
    posted: 'Your post is out.',
  },
  es: {
    label: 'Escribe una publicación',
    placeholder: '¿En qué piensas?',
    audience: 'Quién puede leerla',
    audiences: [
      [PostAudience.POST_AUDIENCE_PUBLIC, 'Todo el mundo'],
      [PostAudience.POST_AUDIENCE_FOLLOWERS, 'Seguidores'],
      [PostAudience.POST_AUDIENCE_MENTIONED, 'Solo mencionados'],
    ],
    post: 'Publicar',
    posted: 'Tu publicación ya está fuera.',
  },
});
