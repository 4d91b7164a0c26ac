import { type ClientMiddleware, Metadata } from 'nice-grpc-common';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import {
  type Client,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
  FetchTransport,
} from 'nice-grpc-web';
import { CommentLikeServiceDefinition } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ThreadServiceDefinition } from '#gen/tertulia/comments/v1/thread_service.ts';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { EngagementServiceDefinition } from '#gen/tertulia/posts/v1/engagement_service.ts';
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

/** Clients of everything that is reachable from outside, over gRPC-Web as a browser calls it. */
export type Api = ReturnType<typeof openApi>;

/** Calls as the member of the token, or as a guest without one. */
export function openApi(url: string, token?: string) {
  const channel = createChannel(url, FetchTransport());
  const factory = createClientFactory().use(errorDetailsClientMiddleware).use(identify(token));
  const open = <D extends CompatServiceDefinition>(definition: D): Client<D> => factory.create(definition, channel);
  return {
    accounts: open(AccountServiceDefinition),
    sessions: open(SessionServiceDefinition),
    profiles: open(ProfileServiceDefinition),
    graph: open(GraphServiceDefinition),
    requests: open(FollowRequestServiceDefinition),
    mutes: open(MuteServiceDefinition),
    circles: open(CircleServiceDefinition),
    suggestions: open(SuggestionServiceDefinition),
    posts: open(PostServiceDefinition),
    engagement: open(EngagementServiceDefinition),
    timelines: open(TimelineServiceDefinition),
    comments: open(CommentServiceDefinition),
    commentLikes: open(CommentLikeServiceDefinition),
    threads: open(ThreadServiceDefinition),
    notifications: open(NotificationServiceDefinition),
    ping: open(PingServiceDefinition),
  };
}

function identify(token: string | undefined): ClientMiddleware {
  return async function* identified(call, options) {
    const metadata = new Metadata(options.metadata);
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    return yield* call.next(call.request, { ...options, metadata });
  };
}
