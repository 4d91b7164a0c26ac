import { ChannelCredentials } from '@grpc/grpc-js';
import { type Client, type CompatServiceDefinition, createChannel, createClientFactory, Metadata } from 'nice-grpc';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { AccountServiceDefinition } from '#gen/tertulia/profile/v1/account_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';

/** Clients of the services in native gRPC, over one connection to the edge: many calls of many people. */
export interface EdgeClient extends Disposable {
  readonly accounts: Client<typeof AccountServiceDefinition>;
  readonly profiles: Client<typeof ProfileServiceDefinition>;
  readonly posts: Client<typeof PostServiceDefinition>;
  readonly timelines: Client<typeof TimelineServiceDefinition>;
  readonly comments: Client<typeof CommentServiceDefinition>;
  readonly notifications: Client<typeof NotificationServiceDefinition>;
}

export function openEdgeClient(url: string): EdgeClient {
  const channel = createChannel(new URL(url).host, ChannelCredentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_http_proxy': 0,
  });
  const open = <D extends CompatServiceDefinition>(definition: D) => createClientFactory().create(definition, channel);
  return {
    accounts: open(AccountServiceDefinition),
    profiles: open(ProfileServiceDefinition),
    posts: open(PostServiceDefinition),
    timelines: open(TimelineServiceDefinition),
    comments: open(CommentServiceDefinition),
    notifications: open(NotificationServiceDefinition),
    [Symbol.dispose]: () => channel.close(),
  };
}

/** Options of a call as the member of the token. */
export function as({ token }: { token: string }): { metadata: Metadata } {
  return { metadata: Metadata({ authorization: `Bearer ${token}` }) };
}
