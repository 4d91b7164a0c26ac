import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { inLanguages } from '../language/in-languages.ts';

/** What posts and their page say. */
export const postMessages = inLanguages({
  en: {
    title: 'Post',
    by: (name: string) => `Post by ${name}`,
    like: (count: number) => `Like, ${count} ${count === 1 ? 'like' : 'likes'}`,
    comments: (count: number) => `${count} ${count === 1 ? 'comment' : 'comments'}`,
    delete: 'Delete post',
    deleteTitle: 'Delete this post?',
    deleteText: 'It goes with its comments and likes, and cannot be brought back.',
    deleteAction: 'Delete',
    deleted: 'The post is deleted.',
    notFoundTitle: 'Not found',
    notFound: 'There is no such post, or it is not meant for you.',
    audience: {
      [PostAudience.POST_AUDIENCE_UNSPECIFIED]: '',
      [PostAudience.POST_AUDIENCE_PUBLIC]: 'Everyone',
      [PostAudience.POST_AUDIENCE_FOLLOWERS]: 'Followers',
      [PostAudience.POST_AUDIENCE_MENTIONED]: 'Mentioned only',
    } satisfies Record<PostAudience, string>,
  },
  es: {
    title: 'Publicación',
    by: (name) => `Publicación de ${name}`,
    like: (count) => `Me gusta, ${count}`,
    comments: (count) => `${count} ${count === 1 ? 'comentario' : 'comentarios'}`,
    delete: 'Eliminar publicación',
    deleteTitle: '¿Eliminar esta publicación?',
    deleteText: 'Se va con sus comentarios y sus «me gusta», y no se puede recuperar.',
    deleteAction: 'Eliminar',
    deleted: 'La publicación se eliminó.',
    notFoundTitle: 'No se encuentra',
    notFound: 'No existe esa publicación o no es para ti.',
    audience: {
      [PostAudience.POST_AUDIENCE_UNSPECIFIED]: '',
      [PostAudience.POST_AUDIENCE_PUBLIC]: 'Todo el mundo',
      [PostAudience.POST_AUDIENCE_FOLLOWERS]: 'Seguidores',
      [PostAudience.POST_AUDIENCE_MENTIONED]: 'Solo mencionados',
    },
  },
});
