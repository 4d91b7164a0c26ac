import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { PostCreated, PostDeleted, PostLiked, PostUnliked } from '#gen/tertulia/posts/v1/post_events.ts';
import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { DeepPartial, EventType } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';

export type LogName = 'profile' | 'posts' | 'comments';

/** Brings an event into one of the logs. */
export type Tell = <T>(log: LogName, subject: string, type: EventType<T>, payload: DeepPartial<T>) => Promise<void>;

export interface Someone {
  readonly accountId: string;
}

export interface SomePost {
  readonly postId: string;
  readonly authorId: string;
}

export interface SomeComment extends SomePost {
  readonly commentId: string;
  /** The post that it stands under. */
  readonly post: SomePost;
}

/** What people do, as the events that the other services would tell of it. */
export function playLogs(tell: Tell) {
  const graph =
    (type: EventType<{ followerId: string; followeeId: string }>) => (follower: Someone, followee: Someone) =>
      tell('profile', follower.accountId, type, { followerId: follower.accountId, followeeId: followee.accountId });
  const blocks = (type: EventType<{ blockerId: string; blockedId: string }>) => (blocker: Someone, blocked: Someone) =>
    tell('profile', blocker.accountId, type, { blockerId: blocker.accountId, blockedId: blocked.accountId });
  const likes =
    (type: EventType<PostLiked>) =>
    (person: Someone, { postId, authorId }: SomePost) =>
      tell('posts', postId, type, { postId, authorId, accountId: person.accountId });

  return {
    card: ({ accountId }: Someone, handle: string) =>
      tell('profile', accountId, CardChanged, { card: { accountId, handle, displayName: handle } }),
    leave: ({ accountId }: Someone) => tell('profile', accountId, AccountDeleted, { accountId }),
    follow: graph(Followed),
    unfollow: graph(Unfollowed),
    block: blocks(Blocked),
    unblock: blocks(Unblocked),
    like: likes(PostLiked),
    unlike: likes(PostUnliked),

    async post(author: Someone, content: DeepPartial<PostCreated> = {}): Promise<SomePost> {
      const post = { postId: newId(), authorId: author.accountId };
      const audience = PostAudience.POST_AUDIENCE_PUBLIC;
      await tell('posts', post.postId, PostCreated, {
        audience,
        text: 'a post',
        createTime: new Date(),
        ...post,
        ...content,
      });
      return { ...post, ...('postId' in content ? { postId: content.postId ?? post.postId } : {}) };
    },
    unpost: ({ postId, authorId }: SomePost) => tell('posts', postId, PostDeleted, { postId, authorId }),

    async comment(
      author: Someone,
      post: SomePost,
      text: string,
      parent?: SomeComment,
      createTime = new Date(),
    ): Promise<SomeComment> {
      const { accountId: authorId } = author;
      const comment = { commentId: newId(), postId: post.postId, authorId };
      const parentOf = { parentCommentId: parent?.commentId ?? '', parentAuthorId: parent?.authorId ?? '' };
      const payload = { ...comment, ...parentOf, postAuthorId: post.authorId, text, createTime };
      await tell('comments', post.postId, CommentCreated, payload);
      return { ...comment, post };
    },
    uncomment: ({ commentId, postId, authorId }: SomeComment) =>
      tell('comments', postId, CommentDeleted, { commentId, postId, authorId }),
  };
}
