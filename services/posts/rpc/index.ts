import type { EngagementServiceImplementation } from '#gen/tertulia/posts/v1/engagement_service.ts';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { PostsContext } from '../context.ts';
import { batchGetPosts } from './batch-get-posts.ts';
import { createPost } from './create-post.ts';
import { deletePost } from './delete-post.ts';
import { getPost } from './get-post.ts';
import { likePost } from './like-post.ts';
import { listAuthorPosts } from './list-author-posts.ts';
import { listHomeTimeline } from './list-home-timeline.ts';
import { listPostRevisions } from './list-post-revisions.ts';
import { undeletePost } from './undelete-post.ts';
import { unlikePost } from './unlike-post.ts';
import { updatePost } from './update-post.ts';
import { watchHome } from './watch-home.ts';

/** tertulia.posts.v1.PostService */
export const postService = (context: PostsContext): PostServiceImplementation<CallExtension> => ({
  createPost: createPost(context),
  getPost: getPost(context),
  batchGetPosts: batchGetPosts(context),
  updatePost: updatePost(context),
  listPostRevisions: listPostRevisions(context),
  deletePost: deletePost(context),
  undeletePost: undeletePost(context),
});

/** tertulia.posts.v1.EngagementService */
export const engagementService = (context: PostsContext): EngagementServiceImplementation<CallExtension> => ({
  likePost: likePost(context),
  unlikePost: unlikePost(context),
});

/** tertulia.posts.v1.TimelineService */
export const timelineService = (context: PostsContext): TimelineServiceImplementation<CallExtension> => ({
  listHomeTimeline: listHomeTimeline(context),
  listAuthorPosts: listAuthorPosts(context),
  watchHome: watchHome(context),
});
