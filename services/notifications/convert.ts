import { type Notification, NotificationKind as ProtoKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { NotificationKind, ViewedNotification } from './domain/notification.ts';
import type { PostAudience } from './domain/post.ts';

const kinds: Record<NotificationKind, ProtoKind> = {
  follow: ProtoKind.NOTIFICATION_KIND_FOLLOW,
  mention: ProtoKind.NOTIFICATION_KIND_MENTION,
  comment: ProtoKind.NOTIFICATION_KIND_COMMENT,
  reply: ProtoKind.NOTIFICATION_KIND_REPLY,
  like: ProtoKind.NOTIFICATION_KIND_LIKE,
};

export function notificationToProto(notification: ViewedNotification): Notification {
  const { notificationId, kind, actor, postId, commentId, snippet, createTime, read } = notification;
  return { notificationId, kind: kinds[kind], actor, postId, commentId, snippet, createTime, read };
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
