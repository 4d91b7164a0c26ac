import {
  NotificationKind as ProtoKind,
  type Notification as ProtoNotification,
} from '#gen/tertulia/notifications/v1/notification.ts';
import {
  type NotificationPreferences,
  NotificationPeople as ProtoPeople,
} from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import { PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import { kinds, type NotificationKind } from './domain/act.ts';
import type { Notification } from './domain/notification.ts';
import type { PostAudience } from './domain/post.ts';
import type { People, Preferences } from './domain/preferences.ts';

const protoKinds: Record<NotificationKind, ProtoKind> = {
  follow: ProtoKind.NOTIFICATION_KIND_FOLLOW,
  mention: ProtoKind.NOTIFICATION_KIND_MENTION,
  comment: ProtoKind.NOTIFICATION_KIND_COMMENT,
  reply: ProtoKind.NOTIFICATION_KIND_REPLY,
  like: ProtoKind.NOTIFICATION_KIND_LIKE,
  follow_request: ProtoKind.NOTIFICATION_KIND_FOLLOW_REQUEST,
  follow_accepted: ProtoKind.NOTIFICATION_KIND_FOLLOW_ACCEPTED,
  repost: ProtoKind.NOTIFICATION_KIND_REPOST,
  quote: ProtoKind.NOTIFICATION_KIND_QUOTE,
  comment_like: ProtoKind.NOTIFICATION_KIND_COMMENT_LIKE,
  post_edited: ProtoKind.NOTIFICATION_KIND_POST_EDITED,
  new_sign_in: ProtoKind.NOTIFICATION_KIND_NEW_SIGN_IN,
  comment_held: ProtoKind.NOTIFICATION_KIND_COMMENT_HELD,
};

export function kindToProto(kind: NotificationKind): ProtoKind {
  return protoKinds[kind];
}

/** Undefined for none, or one that this version does not know. */
export function kindFromProto(kind: ProtoKind): NotificationKind | undefined {
  return kinds.find((one) => protoKinds[one] === kind);
}

export function notificationToProto(notification: Notification): ProtoNotification {
  const { notificationId, kind, actors, actorCount, postId, commentId, snippet, read } = notification;
  const { createTime, updateTime } = notification;
  const about = { postId, commentId, snippet, createTime, updateTime, read };
  return { notificationId, kind: protoKinds[kind], actor: actors[0], actors: [...actors], actorCount, ...about };
}

const protoPeople: Record<People, ProtoPeople> = {
  all: ProtoPeople.NOTIFICATION_PEOPLE_ALL,
  followed: ProtoPeople.NOTIFICATION_PEOPLE_FOLLOWED,
  mutuals: ProtoPeople.NOTIFICATION_PEOPLE_MUTUALS,
  nobody: ProtoPeople.NOTIFICATION_PEOPLE_NOBODY,
};

/** Undefined for those that this version does not know. */
export function peopleFromProto(people: ProtoPeople): People | undefined {
  if (people === ProtoPeople.NOTIFICATION_PEOPLE_UNSPECIFIED) return 'all';
  return (['all', 'followed', 'mutuals', 'nobody'] as const).find((one) => protoPeople[one] === people);
}

export function preferencesToProto({ people, requestsFromStrangers }: Preferences): NotificationPreferences {
  const kindPreferences = kinds.map((kind) => ({ kind: protoKinds[kind], people: protoPeople[people[kind] ?? 'all'] }));
  return { kindPreferences, requestsFromStrangers };
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
