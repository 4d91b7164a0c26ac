import { type Post, PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import type { TextSpan as ProtoSpan } from '#gen/tertulia/posts/v1/text_span.ts';
import type { Card } from '../audience/replica/people-store.ts';
import { mentionedIds, type NewPost, type PostAudience, type TextSpan, type ViewedPost } from './domain/post.ts';
import { seesPerson } from './domain/visibility.ts';

const protoAudiences = {
  public: ProtoAudience.POST_AUDIENCE_PUBLIC,
  followers: ProtoAudience.POST_AUDIENCE_FOLLOWERS,
  mentioned: ProtoAudience.POST_AUDIENCE_MENTIONED,
} as const satisfies Record<PostAudience, ProtoAudience>;

/** The audience of a request; undefined for a value that the contract does not know. */
export function audienceFromProto(audience: number): PostAudience | undefined {
  switch (audience) {
    case ProtoAudience.POST_AUDIENCE_UNSPECIFIED:
    case ProtoAudience.POST_AUDIENCE_PUBLIC:
      return 'public';
    case ProtoAudience.POST_AUDIENCE_FOLLOWERS:
      return 'followers';
    case ProtoAudience.POST_AUDIENCE_MENTIONED:
      return 'mentioned';
    default:
      return undefined;
  }
}

/** A post that the viewer may see. */
export function postToProto(post: ViewedPost, viewerId: string | undefined): Post {
  const { postId, author, text, audience, createTime, likeCount, commentCount, viewerLiked } = post;
  const spans = post.spans.length === 0 ? [] : spansToProto(post, viewerId);
  return {
    postId,
    author,
    text,
    spans,
    audience: protoAudiences[audience],
    createTime,
    likeCount,
    commentCount,
    viewerLiked,
  };
}

function spansToProto({ spans, people }: ViewedPost, viewerId: string | undefined): ProtoSpan[] {
  const cards = new Map<string, Card>();
  for (const person of people) if (seesPerson(viewerId, person)) cards.set(person.card.accountId, person.card);
  const shown: ProtoSpan[] = [];
  for (const span of spans) {
    const meaning = meaningToProto(span, cards);
    if (meaning) shown.push({ startByte: span.startByte, endByte: span.endByte, meaning });
  }
  return shown;
}

/** A mention of somebody who is gone, or of whom the viewer may not know, is plain text. */
function meaningToProto(span: TextSpan, cards: ReadonlyMap<string, Card>): ProtoSpan['meaning'] {
  if (span.kind === 'hashtag') return { $case: 'hashtag', value: span.hashtag };
  const value = cards.get(span.accountId);
  return value && { $case: 'mention', value };
}

export function postCreatedToProto(post: NewPost): PostCreated {
  const { postId, authorId, text, createTime } = post;
  return {
    postId,
    authorId,
    text,
    createTime,
    audience: protoAudiences[post.audience],
    mentionedIds: mentionedIds(post.spans),
  };
}
