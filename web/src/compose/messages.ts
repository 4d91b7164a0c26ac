import { PostAudience, PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
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
    circles: 'A circle',
    emptyCircle: (name: string) => `${name} (nobody in it)`,
    policy: 'Who may comment',
    policies: [
      [PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE, 'Everyone comments'],
      [PostCommentPolicy.POST_COMMENT_POLICY_FOLLOWED, 'People I follow comment'],
      [PostCommentPolicy.POST_COMMENT_POLICY_MENTIONED, 'People I mention comment'],
      [PostCommentPolicy.POST_COMMENT_POLICY_NOBODY, 'Nobody comments'],
    ] as const,
    post: 'Post',
    posted: 'Your post is out.',
    quoteTitle: 'Quote this post',
    quotePlaceholder: 'What do you say to it?',
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
    circles: 'Un círculo',
    emptyCircle: (name) => `${name} (sin nadie)`,
    policy: 'Quién puede comentar',
    policies: [
      [PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE, 'Comenta todo el mundo'],
      [PostCommentPolicy.POST_COMMENT_POLICY_FOLLOWED, 'Comentan las personas que sigo'],
      [PostCommentPolicy.POST_COMMENT_POLICY_MENTIONED, 'Comentan los mencionados'],
      [PostCommentPolicy.POST_COMMENT_POLICY_NOBODY, 'No comenta nadie'],
    ],
    post: 'Publicar',
    posted: 'Tu publicación ya está fuera.',
    quoteTitle: 'Citar esta publicación',
    quotePlaceholder: '¿Qué dices de ella?',
  },
});
