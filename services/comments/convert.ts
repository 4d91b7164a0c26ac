import { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import type { CommentCreated } from '#gen/tertulia/comments/v1/comment_events.ts';
import {
  type Post,
  PostAudience as ProtoAudience,
  PostCommentPolicy as ProtoPolicy,
} from '#gen/tertulia/posts/v1/post.ts';
import type { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import { spansToProto } from '../text/spans-to-proto.ts';
import { mentionedIds } from '../text/text-spans.ts';
import type { Comment as KeptComment, NewComment } from './domain/comment.ts';
import type { CommentPolicy, PostAudience, PostHeader } from './domain/post.ts';
import type { ViewedComment } from './view/viewed-comment.ts';

export function commentToProto(viewed: ViewedComment): Comment {
  const { comment, author, people, likeCount, replyCount, canReply, canEdit, canModerate } = viewed;
  const { commentId, postId, parentCommentId = '', text, spans, createTime, editTime, closed, viewerLiked } = comment;
  const deleted = author === undefined;
  return {
    ...{ commentId, postId, parentCommentId, author, text, createTime, editTime, likeCount, replyCount, deleted },
    spans: spansToProto(spans, people),
    viewerLiked: viewerLiked && !deleted,
    hidden: closed === 'hidden',
    held: closed === 'held',
    viewerCanReply: canReply,
    viewerCanEdit: canEdit,
    viewerCanModerate: canModerate,
  };
}

/** A comment that a block hides from who moderates it: what they decided of it, and nothing of what it is. */
export function veiledToProto({ commentId, postId, parentCommentId = '', createTime, closed }: KeptComment): Comment {
  const place = { commentId, postId, parentCommentId, createTime };
  return Comment.create({ ...place, hidden: closed === 'hidden', held: closed === 'held', viewerCanModerate: true });
}

/** Whom a comment concerns beside its author. */
export interface Concerned {
  readonly postAuthorId: string;
  /** Undefined for a comment on the post itself, and where that comment is deleted. */
  readonly parentAuthorId: string | undefined;
}

export function commentCreatedToProto(
  { commentId, postId, parentCommentId = '', authorId, text, spans, createTime }: Omit<NewComment, 'held'>,
  { postAuthorId, parentAuthorId = '' }: Concerned,
): CommentCreated {
  const placed = { commentId, postId, postAuthorId, parentCommentId, parentAuthorId };
  return { ...placed, authorId, text, createTime, mentionedIds: mentionedIds(spans) };
}

/** An audience that this version does not know is taken as the narrowest. */
export function audienceFromProto(audience: ProtoAudience): PostAudience {
  switch (audience) {
    case ProtoAudience.POST_AUDIENCE_PUBLIC:
      return 'public';
    case ProtoAudience.POST_AUDIENCE_FOLLOWERS:
      return 'followers';
    case ProtoAudience.POST_AUDIENCE_CIRCLE:
      return 'circle';
    default:
      return 'mentioned';
  }
}

/** A policy that this version does not know is taken as the narrowest. */
export function policyFromProto(policy: ProtoPolicy): CommentPolicy {
  switch (policy) {
    case ProtoPolicy.POST_COMMENT_POLICY_UNSPECIFIED:
    case ProtoPolicy.POST_COMMENT_POLICY_EVERYONE:
      return 'everyone';
    case ProtoPolicy.POST_COMMENT_POLICY_FOLLOWED:
      return 'followed';
    case ProtoPolicy.POST_COMMENT_POLICY_MENTIONED:
      return 'mentioned';
    default:
      return 'nobody';
  }
}

const protoPolicies = {
  everyone: ProtoPolicy.POST_COMMENT_POLICY_EVERYONE,
  followed: ProtoPolicy.POST_COMMENT_POLICY_FOLLOWED,
  mentioned: ProtoPolicy.POST_COMMENT_POLICY_MENTIONED,
  nobody: ProtoPolicy.POST_COMMENT_POLICY_NOBODY,
} as const satisfies Record<CommentPolicy, ProtoPolicy>;

export function policyToProto(policy: CommentPolicy): ProtoPolicy {
  return protoPolicies[policy];
}

/** What posts' log says of a new post. */
export function headerFromCreated({ postId, authorId, mentionedIds, ...created }: PostCreated): PostHeader {
  const audience = audienceFromProto(created.audience);
  const commentPolicy = policyFromProto(created.commentPolicy);
  return { postId, authorId, mentionedIds, audience, commentPolicy, circleId: created.circleId || undefined };
}

/**
 * What posts answered of a post. Undefined if the answer does not say who may read it: it has no author, or is for a
 * circle of which the viewer is not told.
 */
export function headerFromProto({ postId, author, spans, circleId, ...post }: Post): PostHeader | undefined {
  const audience = audienceFromProto(post.audience);
  if (!author || (audience === 'circle' && circleId === '')) return undefined;
  const commentPolicy = policyFromProto(post.commentPolicy);
  const ids = spans.flatMap(({ meaning }) => (meaning?.$case === 'mention' ? [meaning.value.accountId] : []));
  const rest = { circleId: circleId || undefined, mentionedIds: ids };
  return { postId, authorId: author.accountId, audience, commentPolicy, ...rest };
}
