import { deadlineMiddleware } from 'nice-grpc-client-middleware-deadline';
import { type CompatServiceDefinition, createClientFactory } from 'nice-grpc-web';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { EngagementServiceDefinition } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { AccountServiceDefinition } from '#gen/tertulia/profile/v1/account_service.ts';
import { GraphServiceDefinition } from '#gen/tertulia/profile/v1/graph_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { carryToken, explainErrors, limitTime, type TokenSource } from './middleware.ts';
import { beginTrace } from './trace.ts';
import { openChannel } from './transport.ts';

const channel = openChannel();
// What is attached last is passed first.
const factory = createClientFactory().use(deadlineMiddleware).use(limitTime).use(explainErrors);

/** The client of what needs no session: it makes, renews and ends them. The cookie goes with it by itself. */
export const sessionClient = factory.use(beginTrace).create(SessionServiceDefinition, channel);

/** Makes a client whose calls carry the session of `tokens`. Every call rejects with RpcError. */
export function createMemberClient<Service extends CompatServiceDefinition>(tokens: TokenSource, service: Service) {
  return factory.use(carryToken(tokens)).use(beginTrace).create(service, channel);
}

/** The clients of what the first page needs. The others are made where they are used, so that they load with it. */
export function createClients(tokens: TokenSource) {
  const member = factory.use(carryToken(tokens)).use(beginTrace);
  return {
    accounts: member.create(AccountServiceDefinition, channel),
    profiles: member.create(ProfileServiceDefinition, channel),
    graph: member.create(GraphServiceDefinition, channel),
    posts: member.create(PostServiceDefinition, channel),
    engagement: member.create(EngagementServiceDefinition, channel),
    timelines: member.create(TimelineServiceDefinition, channel),
    notifications: member.create(NotificationServiceDefinition, channel),
  };
}
