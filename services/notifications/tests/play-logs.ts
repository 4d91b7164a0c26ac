import {
  CommentCreated,
  CommentDeleted,
  CommentEdited,
  CommentHeld,
  CommentHidden,
  CommentLiked,
  CommentUnhidden,
  CommentUnliked,
  HeldCommentEdited,
  ThreadMuted,
  ThreadUnmuted,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import {
  PostCreated,
  PostDeleted,
  PostEdited,
  PostLiked,
  PostPurged,
  PostReposted,
  PostRestored,
  PostUnliked,
  PostUnreposted,
  QuoteRemoved,
} from '#gen/tertulia/posts/v1/post_events.ts';
import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import {
  Blocked,
  Followed,
  FollowRequestEnded,
  FollowRequested,
  FollowRequestOutcome,
  Muted,
  TermMuted,
  TermUnmuted,
  Unblocked,
  Unfollowed,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import { SessionStarted } from '#gen/tertulia/profile/v1/session_events.ts';
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
  readonly parentCommentId?: string;
  readonly parentAuthorId?: string;
}

const asking = ({ accountId: requesterId }: Someone, { accountId: targetId }: Someone) => ({ requesterId, targetId });

/** What people do, as the events that the other services would tell of it. */
export function playLogs(tell: Tell) {
  const graph =
    (type: EventType<{ followerId: string; followeeId: string }>) => (follower: Someone, followee: Someone) =>
      tell('profile', follower.accountId, type, { followerId: follower.accountId, followeeId: followee.accountId });
  const blocks = (type: EventType<{ blockerId: string; blockedId: string }>) => (blocker: Someone, blocked: Someone) =>
    tell('profile', blocker.accountId, type, { blockerId: blocker.accountId, blockedId: blocked.accountId });
  const likes =
    (type: EventType<Pick<PostLiked, 'postId' | 'authorId' | 'accountId'>>) =>
    (person: Someone, { postId, authorId }: SomePost) =>
      tell('posts', postId, type, { postId, authorId, accountId: person.accountId });

  return {
    card: ({ accountId }: Someone, handle: string, isPrivate = false) =>
      tell('profile', accountId, CardChanged, { card: { accountId, handle, displayName: handle, private: isPrivate } }),
    leave: ({ accountId }: Someone) => tell('profile', accountId, AccountDeleted, { accountId }),
    follow: graph(Followed),
    unfollow: graph(Unfollowed),
    block: blocks(Blocked),
    unblock: blocks(Unblocked),
    ask: (requester: Someone, target: Someone) =>
      tell('profile', requester.accountId, FollowRequested, asking(requester, target)),
    endRequest: (requester: Someone, target: Someone, outcome: 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN') =>
      tell('profile', requester.accountId, FollowRequestEnded, {
        ...asking(requester, target),
        outcome: FollowRequestOutcome[`FOLLOW_REQUEST_OUTCOME_${outcome}`],
      }),
    followByRequest: ({ accountId: followerId }: Someone, { accountId: followeeId }: Someone) =>
      tell('profile', followerId, Followed, { followerId, followeeId, byRequest: true }),
    mute: (
      { accountId: muterId }: Someone,
      { accountId: mutedId }: Someone,
      { notifications = true, ...end }: { notifications?: boolean; expireTime?: Date } = {},
    ) => tell('profile', muterId, Muted, { muterId, mutedId, notifications, ...end }),
    unmute: ({ accountId: muterId }: Someone, { accountId: mutedId }: Someone) =>
      tell('profile', muterId, Unmuted, { muterId, mutedId }),
    muteTerm: ({ accountId }: Someone, termId: string, term: string, hashtag = false) =>
      tell('profile', accountId, TermMuted, { accountId, termId, term, hashtag }),
    unmuteTerm: ({ accountId }: Someone, termId: string) =>
      tell('profile', accountId, TermUnmuted, { accountId, termId }),
    enclose: ({ accountId: ownerId }: Someone, circleId: string, { accountId: memberId }: Someone) =>
      tell('profile', circleId, CircleMemberAdded, { circleId, ownerId, memberId }),
    exclude: ({ accountId: ownerId }: Someone, circleId: string, { accountId: memberId }: Someone) =>
      tell('profile', circleId, CircleMemberRemoved, { circleId, ownerId, memberId }),
    dissolve: ({ accountId: ownerId }: Someone, circleId: string) =>
      tell('profile', circleId, CircleDeleted, { circleId, ownerId }),
    enter: ({ accountId }: Someone, device: string, signUp = false) =>
      tell('profile', accountId, SessionStarted, { sessionId: newId(), accountId, device, signUp }),

    like: likes(PostLiked),
    unlike: likes(PostUnliked),
    repost: likes(PostReposted),
    unrepost: likes(PostUnreposted),
    restore: ({ postId, authorId }: SomePost) => tell('posts', postId, PostRestored, { postId, authorId }),
    purge: ({ postId, authorId }: SomePost) => tell('posts', postId, PostPurged, { postId, authorId }),
    edit: ({ postId, authorId }: SomePost, content: DeepPartial<PostEdited> = {}) =>
      tell('posts', postId, PostEdited, {
        ...{ postId, authorId, text: 'edited', textChanged: true, editTime: new Date() },
        ...content,
      }),
    removeQuote: (quote: SomePost, quoted: SomePost) =>
      tell('posts', quote.postId, QuoteRemoved, {
        ...quote,
        ...{ quotedPostId: quoted.postId, quotedAuthorId: quoted.authorId },
      }),

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
      mentionedIds: readonly string[] = [],
    ): Promise<SomeComment> {
      const { accountId: authorId } = author;
      const comment = { commentId: newId(), postId: post.postId, authorId };
      const parentOf = { parentCommentId: parent?.commentId ?? '', parentAuthorId: parent?.authorId ?? '' };
      const payload = { ...comment, ...parentOf, postAuthorId: post.authorId, text, createTime, mentionedIds };
      await tell('comments', post.postId, CommentCreated, payload);
      return { ...comment, ...parentOf, post };
    },
    /** Edited, and waiting for the post's author again. */
    holdAgain: ({ post, ...comment }: SomeComment, text: string, editTime = new Date()) =>
      tell('comments', post.postId, CommentHeld, { ...comment, text, postAuthorId: post.authorId, editTime }),
    /** Written, and waiting for the post's author. */
    async hold(author: Someone, post: SomePost, text: string, createTime = new Date()): Promise<SomeComment> {
      const comment = { commentId: newId(), postId: post.postId, authorId: author.accountId };
      const payload = { ...comment, postAuthorId: post.authorId, text, createTime };
      await tell('comments', post.postId, CommentHeld, payload);
      return { ...comment, post };
    },
    approve: (
      { post, ...comment }: SomeComment,
      text: string,
      createTime = new Date(),
      mentionedIds: readonly string[] = [],
    ) => {
      const payload = { ...comment, text, postAuthorId: post.authorId, createTime, mentionedIds };
      return tell('comments', post.postId, CommentCreated, payload);
    },
    editComment: (
      { post: _, ...comment }: SomeComment,
      text: string,
      mentionedIds: readonly string[] = [],
      editTime = new Date(),
    ) => tell('comments', comment.postId, CommentEdited, { ...comment, text, mentionedIds, editTime }),
    editHeld: ({ post: _, ...comment }: SomeComment, text: string) =>
      tell('comments', comment.postId, HeldCommentEdited, { ...comment, text }),
    hide: ({ post: _, ...comment }: SomeComment) => tell('comments', comment.postId, CommentHidden, comment),
    unhide: ({ post: _, ...comment }: SomeComment) => tell('comments', comment.postId, CommentUnhidden, comment),
    likeComment: ({ accountId }: Someone, { post: _, ...comment }: SomeComment) =>
      tell('comments', comment.postId, CommentLiked, { ...comment, accountId }),
    unlikeComment: ({ accountId }: Someone, { post: _, ...comment }: SomeComment) =>
      tell('comments', comment.postId, CommentUnliked, { ...comment, accountId }),
    muteThread: ({ accountId }: Someone, { postId }: SomePost) =>
      tell('comments', postId, ThreadMuted, { accountId, postId }),
    unmuteThread: ({ accountId }: Someone, { postId }: SomePost) =>
      tell('comments', postId, ThreadUnmuted, { accountId, postId }),
    uncomment: ({ commentId, postId, authorId }: SomeComment) =>
      tell('comments', postId, CommentDeleted, { commentId, postId, authorId }),
  };
}
