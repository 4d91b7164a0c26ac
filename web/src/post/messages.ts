import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';

/** What posts and their page say. */
export const postMessages = {
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
};
