import { setTimeout } from 'node:timers/promises';
import {
  type CallOptions,
  type Channel,
  type Client,
  ClientError,
  type ClientMiddleware,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
  Metadata,
  Status,
} from 'nice-grpc';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
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
import { overloaded } from '../../services/kit/mesh-errors.ts';
import { readReason } from '../../services/kit/read-reason.ts';
import { readRetryDelayMs } from '../../services/kit/testing/read-retry-delay.ts';

/** Clients of everything that is reachable from outside, as one person or as a guest. */
export type NativeApi = ReturnType<typeof openClient>;

/** One connection to the edge, in native gRPC: cheaper by the call than gRPC-Web. */
export function openEdge(url: string): Channel {
  return createChannel(url);
}

/** Calls over a connection as the member of the token, or as a guest without one. `tell` hears the path of each call. */
export function openClient(channel: Channel, token?: string, tell: (path: string) => void = () => undefined) {
  const factory = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(askAgain)
    .use((call, options: CallOptions) => {
      tell(call.method.path);
      return call.next(call.request, { ...options, metadata: identified(options, token) });
    });
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
    threads: open(ThreadServiceDefinition),
    commentLikes: open(CommentLikeServiceDefinition),
    notifications: open(NotificationServiceDefinition),
    notificationRequests: open(NotificationRequestServiceDefinition),
    preferences: open(NotificationPreferencesServiceDefinition),
    hashtags: open(HashtagServiceDefinition),
    ping: open(PingServiceDefinition),
  };
}

/** How often one call is made: what is late each time hangs. */
const tries = 5;

/** UNAVAILABLE also says that a service which had to be asked was late. */
const late: readonly Status[] = [Status.DEADLINE_EXCEEDED, Status.UNAVAILABLE];

export function isLate(error: unknown): boolean {
  return error instanceof ClientError && late.includes(error.code);
}

/** A busy machine is late or refuses, which tells nothing. A write has a request id, so that it is done once all the same. */
const askAgain: ClientMiddleware = async function* askedAgain(call, options) {
  if (call.requestStream || call.responseStream) return yield* call.next(call.request, options);
  for (let made = 1; ; made += 1) {
    try {
      return yield* call.next(call.request, options);
    } catch (error) {
      if (!(error instanceof ClientError) || made === tries) throw error;
      if (readReason(error) === overloaded.reason) await setTimeout(readRetryDelayMs(error));
      else if (!isLate(error)) throw error;
    }
  }
};

function identified({ metadata }: CallOptions, token: string | undefined): Metadata {
  const all = new Metadata(metadata);
  if (token !== undefined) all.set('authorization', `Bearer ${token}`);
  return all;
}
