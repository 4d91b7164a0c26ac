import { CommentLikeServiceDefinition } from '#gen/tertulia/comments/v1/comment_like_service.ts';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ThreadServiceDefinition } from '#gen/tertulia/comments/v1/thread_service.ts';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { audienceMigrations } from '../audience/replica/audience-migrations.ts';
import { PeopleCache, peopleCacheHandlers } from '../audience/replica/people-cache.ts';
import { identityMigrations } from '../identity/identity-migrations.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import { createMeshClient } from '../kit/client.ts';
import { kitMigrations } from '../kit/database/kit-migrations.ts';
import type { Consumer, EventHandler } from '../kit/events/consumer.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { followLog, openFoundation } from '../kit/foundation.ts';
import { Heartbeat } from '../kit/heartbeat.ts';
import { newId } from '../kit/ids.ts';
import { type RunningServer, startServer } from '../kit/server.ts';
import type { CommentsConfig } from './config.ts';
import type { CommentsContext } from './context.ts';
import { consumedLogs } from './events/consumed-logs.ts';
import { partHeld } from './events/part-held.ts';
import { postSightHandlers, profileSightHandlers } from './events/sight-handlers.ts';
import { ThreadFeed } from './live/thread-feed.ts';
import { commentLikeService, commentService, threadService } from './rpc/index.ts';
import { commentsMigrations } from './store/migrations/index.ts';

const name = 'comments';

/** The tables of the service's database. */
export const migrations = [...kitMigrations, ...identityMigrations, ...audienceMigrations, ...commentsMigrations];

/** The service, running. Its consumers apply what the others tell. */
export interface RunningComments extends RunningServer {
  readonly consumers: readonly Consumer[];
}

/** Starts the comments service. Disposing it stops it gracefully. */
export async function startComments(
  config: CommentsConfig,
  overrides: Partial<CommentsContext> = {},
): Promise<RunningComments> {
  await using resources = new AsyncDisposableStack();
  const foundation = await openFoundation(resources, { name, config, migrations, logger: overrides.logger });
  const { logger, identity, database, eventLog, policies } = foundation;
  const people = new PeopleCache(database);
  resources.use(database.onForeignWrite(() => people.clear()));
  const threadFeed = resources.use(await ThreadFeed.open(database, eventLog));
  const urls = { profile: config.profileUrl ?? config.meshUrl, posts: config.postsUrl ?? config.meshUrl };

  const client = { service: name, policies, identity };
  const posts = resources.use(createMeshClient(PostServiceDefinition, { url: urls.posts, callee: 'posts', ...client }));
  const profile = resources.use(
    createMeshClient(ProfileServiceDefinition, { url: urls.profile, callee: 'profile', ...client }),
  );
  const follow = (callee: keyof typeof urls, handlers: readonly EventHandler[]) =>
    followLog(resources, foundation, { url: urls[callee], callee, handlers });
  const kept = consumedLogs(eventLog);
  const held = [...peopleCacheHandlers(people), ...profileSightHandlers(threadFeed)];
  const profileLog = follow('profile', [...kept.profile, partHeld(eventLog), ...held]);
  const consumers = [profileLog, follow('posts', [...kept.posts, ...postSightHandlers(threadFeed)])];

  const { askTimeoutMs, heartbeatMs, host, port, drainMs, rateLimitFactor, maxCalls } = config;
  const now = () => new Date();
  const waits = { askTimeoutMs, heartbeat: new Heartbeat(heartbeatMs) };
  const sources = { database, eventLog, people, posts, profile, threadFeed };
  const context = { ...sources, ...waits, now, newId, logger, ...overrides };
  const services = [
    [CommentServiceDefinition, commentService(context)],
    [CommentLikeServiceDefinition, commentLikeService(context)],
    [ThreadServiceDefinition, threadService(context)],
    [EventLogServiceDefinition, eventLogService(eventLog)],
  ] as const;
  const verifyToken = createTokenVerifier({ database, consumer: profileLog, logger });
  const server = resources.use(
    await startServer({
      name,
      host,
      port,
      identity,
      services,
      verifyToken,
      logger,
      drainMs,
      rateLimitFactor,
      maxCalls,
    }),
  );
  const owned = resources.move();
  return { port: server.port, consumers, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
