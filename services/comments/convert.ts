import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import type { CommentCreated } from '#gen/tertulia/comments/v1/comment_events.ts';
import { type Post, PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { NewComment, ViewedComment } from './domain/comment.ts';
import type { PostAudience, PostHeader } from './domain/post.ts';

export function commentToProto(comment: ViewedComment): Comment {
  const { commentId, postId, parentCommentId = '', author, text, createTime, replyCount } = comment;
  const deleted = author === undefined;
  return { commentId, postId, parentCommentId, author: author?.card, text, createTime, replyCount, deleted };
}

/** Whom a comment concerns beside its author. */
export interface Concerned {
  readonly postAuthorId: string;
  /** Undefined for a comment on the post itself. */
  readonly parentAuthorId: string | undefined;
}

export function commentCreatedToProto(comment: NewComment, concerned: Concerned): CommentCreated {
  const { parentCommentId = '', ...rest } = comment;
  const { postAuthorId, parentAuthorId = '' } = concerned;
  return { ...rest, parentCommentId, postAuthorId, parentAuthorId };
}

/** An audience that this version does not know is taken as the narrowest. */
export function audienceFromProto(audience: ProtoAudience): PostAudience {
  switch (audience) {
    case ProtoAudience.POST_AUDIENCE_PUBLIC:
      return 'public';
    case ProtoAudience.POST_AUDIENCE_FOLLOWERS:
      return 'followers';
    default:
      return 'mentioned';
  }
}

/** Undefined if the post came without an author, and so does not say whose it is. */
export function headerFromProto({ postId, author, audience, spans }: Post): PostHeader | undefined {
  if (!author) return undefined;
  const mentionedIds = spans.flatMap(({ meaning }) => (meaning?.$case === 'mention' ? [meaning.value.accountId] : []));
  return { postId, authorId: author.accountId, audience: audienceFromProto(audience), mentionedIds };
}
