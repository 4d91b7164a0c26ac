import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';

/** What the box to write a post says. */
export const composeMessages = {
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
};
