import type { EngagementServiceImplementation } from '#gen/tertulia/posts/v1/engagement_service.ts';
import type { HashtagServiceImplementation } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import type { PostServiceImplementation } from '#gen/tertulia/posts/v1/post_service.ts';
import type { TimelineServiceImplementation } from '#gen/tertulia/posts/v1/timeline_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { PostsContext } from '../context.ts';
import { batchGetPosts } from './batch-get-posts.ts';
import { bookmarkPost } from './bookmark-post.ts';
import { createPost } from './create-post.ts';
import { deletePost } from './delete-post.ts';
import { followHashtag } from './follow-hashtag.ts';
import { getPost } from './get-post.ts';
import { likePost } from './like-post.ts';
import { listAuthorPosts } from './list-author-posts.ts';
import { listBookmarks } from './list-bookmarks.ts';
import { listDoers } from './list-doers.ts';
import { listFollowedHashtags } from './list-followed-hashtags.ts';
import { listHashtagPosts } from './list-hashtag-posts.ts';
import { listHomeTimeline } from './list-home-timeline.ts';
import { listLikedPosts } from './list-liked-posts.ts';
import { listLocalTimeline } from './list-local-timeline.ts';
import { listPinnedPosts } from './list-pinned-posts.ts';
import { listPostQuotes } from './list-post-quotes.ts';
import { listPostRevisions } from './list-post-revisions.ts';
import { pinPost } from './pin-post.ts';
import { removeBookmark } from './remove-bookmark.ts';
import { removeQuote } from './remove-quote.ts';
import { repostPost } from './repost-post.ts';
import { undeletePost } from './undelete-post.ts';
import { unfollowHashtag } from './unfollow-hashtag.ts';
import { unlikePost } from './unlike-post.ts';
import { unpinPost } from './unpin-post.ts';
import { unrepostPost } from './unrepost-post.ts';
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
  listPostQuotes: listPostQuotes(context),
  removeQuote: removeQuote(context),
});

/** tertulia.posts.v1.EngagementService */
export const engagementService = (context: PostsContext): EngagementServiceImplementation<CallExtension> => ({
  likePost: likePost(context),
  unlikePost: unlikePost(context),
  listPostLikers: listDoers(context, 'like'),
  repostPost: repostPost(context),
  unrepostPost: unrepostPost(context),
  listPostReposters: listDoers(context, 'repost'),
  bookmarkPost: bookmarkPost(context),
  removeBookmark: removeBookmark(context),
  listBookmarks: listBookmarks(context),
  pinPost: pinPost(context),
  unpinPost: unpinPost(context),
});

/** tertulia.posts.v1.TimelineService */
export const timelineService = (context: PostsContext): TimelineServiceImplementation<CallExtension> => ({
  listHomeTimeline: listHomeTimeline(context),
  listAuthorPosts: listAuthorPosts(context),
  listPinnedPosts: listPinnedPosts(context),
  listLikedPosts: listLikedPosts(context),
  listHashtagPosts: listHashtagPosts(context),
  listLocalTimeline: listLocalTimeline(context),
  watchHome: watchHome(context),
});

/** tertulia.posts.v1.HashtagService */
export const hashtagService = (context: PostsContext): HashtagServiceImplementation<CallExtension> => ({
  followHashtag: followHashtag(context),
  unfollowHashtag: unfollowHashtag(context),
  listFollowedHashtags: listFollowedHashtags(context),
});
