import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { NotificationPeople } from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import { PostAudience, PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import type { ActKind } from './acts.ts';
import type { People } from './place.ts';
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

/** In the order of NotificationKind; without sign-ins, of which nothing is modelled. */
export const kindCodes: ReadonlyMap<ActKind, NotificationKind> = new Map([
  ['FOLLOW', NotificationKind.NOTIFICATION_KIND_FOLLOW],
  ['MENTION', NotificationKind.NOTIFICATION_KIND_MENTION],
  ['COMMENT', NotificationKind.NOTIFICATION_KIND_COMMENT],
  ['REPLY', NotificationKind.NOTIFICATION_KIND_REPLY],
  ['LIKE', NotificationKind.NOTIFICATION_KIND_LIKE],
  ['FOLLOW_REQUEST', NotificationKind.NOTIFICATION_KIND_FOLLOW_REQUEST],
  ['FOLLOW_ACCEPTED', NotificationKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED],
  ['REPOST', NotificationKind.NOTIFICATION_KIND_REPOST],
  ['QUOTE', NotificationKind.NOTIFICATION_KIND_QUOTE],
  ['COMMENT_LIKE', NotificationKind.NOTIFICATION_KIND_COMMENT_LIKE],
  ['POST_EDITED', NotificationKind.NOTIFICATION_KIND_POST_EDITED],
  ['COMMENT_HELD', NotificationKind.NOTIFICATION_KIND_COMMENT_HELD],
]);

export const peopleCodes: ReadonlyMap<People, NotificationPeople> = new Map([
  ['all', NotificationPeople.NOTIFICATION_PEOPLE_ALL],
  ['followed', NotificationPeople.NOTIFICATION_PEOPLE_FOLLOWED],
  ['mutuals', NotificationPeople.NOTIFICATION_PEOPLE_MUTUALS],
  ['nobody', NotificationPeople.NOTIFICATION_PEOPLE_NOBODY],
]);
