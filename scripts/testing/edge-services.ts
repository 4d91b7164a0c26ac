import { CommentLikeServiceDefinition } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ThreadServiceDefinition } from '#gen/tertulia/comments/v1/thread_service.ts';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { NotificationPreferencesServiceDefinition } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { NotificationRequestServiceDefinition } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { EngagementServiceDefinition } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { HashtagServiceDefinition } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { AccountServiceDefinition } from '#gen/tertulia/profile/v1/account_service.ts';
import { CircleServiceDefinition } from '#gen/tertulia/profile/v1/circle_service.ts';
import { FollowRequestServiceDefinition } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import { GraphServiceDefinition } from '#gen/tertulia/profile/v1/graph_service.ts';
import { MuteServiceDefinition } from '#gen/tertulia/profile/v1/mute_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { SuggestionServiceDefinition } from '#gen/tertulia/profile/v1/suggestion_service.ts';

/** Every service that is reachable from outside, by what its clients are called in tests and measurements. */
export const edgeServices = {
  accounts: AccountServiceDefinition,
  sessions: SessionServiceDefinition,
  profiles: ProfileServiceDefinition,
  graph: GraphServiceDefinition,
  requests: FollowRequestServiceDefinition,
  mutes: MuteServiceDefinition,
  circles: CircleServiceDefinition,
  suggestions: SuggestionServiceDefinition,
  posts: PostServiceDefinition,
  engagement: EngagementServiceDefinition,
  timelines: TimelineServiceDefinition,
  hashtags: HashtagServiceDefinition,
  comments: CommentServiceDefinition,
  commentLikes: CommentLikeServiceDefinition,
  threads: ThreadServiceDefinition,
  notifications: NotificationServiceDefinition,
  notificationRequests: NotificationRequestServiceDefinition,
  preferences: NotificationPreferencesServiceDefinition,
  ping: PingServiceDefinition,
} as const;

/** A client of each, as `open` makes one. */
export function openEach<Clients extends Record<keyof typeof edgeServices, unknown>>(
  open: (definition: (typeof edgeServices)[keyof typeof edgeServices]) => Clients[keyof typeof edgeServices],
): Clients {
  return Object.fromEntries(
    Object.entries(edgeServices).map(([name, definition]) => [name, open(definition)]),
  ) as Clients;
}
