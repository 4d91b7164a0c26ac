import { PostAudience, PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import type { Audience, Policy } from './world.ts';

/** The model's words in the contract's. */
export const audienceCodes: Readonly<Record<Audience, PostAudience>> = {
  public: PostAudience.POST_AUDIENCE_PUBLIC,
  followers: PostAudience.POST_AUDIENCE_FOLLOWERS,
  mentioned: PostAudience.POST_AUDIENCE_MENTIONED,
  circle: PostAudience.POST_AUDIENCE_CIRCLE,
};

export const policyCodes: Readonly<Record<Policy, PostCommentPolicy>> = {
  everyone: PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE,
  followed: PostCommentPolicy.POST_COMMENT_POLICY_FOLLOWED,
  mentioned: PostCommentPolicy.POST_COMMENT_POLICY_MENTIONED,
  nobody: PostCommentPolicy.POST_COMMENT_POLICY_NOBODY,
};

export const audiences = Object.keys(audienceCodes) as readonly Audience[];
export const policies = Object.keys(policyCodes) as readonly Policy[];
