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
import { openDatabase } from '../kit/database/database.ts';
import { kitMigrations } from '../kit/database/kit-migrations.ts';
import { type Consumer, type EventHandler, startConsumer } from '../kit/events/consumer.ts';
import { openEventLog, type Subscription } from '../kit/events/event-log.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { newId } from '../kit/ids.ts';
import { createLogger } from '../kit/logger.ts';
import { loadPolicies } from '../kit/policies.ts';
import { type RunningServer, startServer } from '../kit/server.ts';
import { startTelemetry } from '../kit/telemetry.ts';
import { openIdentity } from '../kit/tls/identity.ts';
import type { CommentsConfig } from './config.ts';
import type { CommentsContext } from './context.ts';
import { consumedLogs } from './events/consumed-logs.ts';
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
  const logger = overrides.logger ?? createLogger(name, config.logLevel);
  resources.use(await startTelemetry({ name, config, logger }));
  const identity = resources.use(openIdentity({ directory: config.tlsDir, name, logger }));
  const database = resources.use(await openDatabase({ url: config.databaseUrl, migrations }));
  const onError = (err: unknown) => logger.error({ err }, 'the event log could not be read');
  const eventLog = resources.use(await openEventLog(database, { onError }));
  const people = new PeopleCache(database);
  resources.use(database.onForeignWrite(() => people.clear()));
  const threadFeed = resources.use(await ThreadFeed.open(database, eventLog));
  const policies = loadPolicies();
  const urls = { profile: config.profileUrl ?? config.meshUrl, posts: config.postsUrl ?? config.meshUrl };

  const client = { service: name, policies, identity };
  const posts = resources.use(createMeshClient(PostServiceDefinition, { url: urls.posts, callee: 'posts', ...client }));
  const profile = resources.use(
    createMeshClient(ProfileServiceDefinition, { url: urls.profile, callee: 'profile', ...client }),
  );
  const follow = (callee: keyof typeof urls, handlers: readonly EventHandler[]) => {
    const url = urls[callee];
    const log = resources.use(createMeshClient(EventLogServiceDefinition, { url, callee, ...client }));
    const subscribe = (from: Subscription, signal: AbortSignal) => log.subscribe(from, { signal });
    return resources.use(startConsumer({ database, name: callee, subscribe, handlers, logger }));
  };
  const kept = consumedLogs(eventLog);
  const held = [...peopleCacheHandlers(people), ...profileSightHandlers(threadFeed)];
  const profileLog = follow('profile', [...kept.profile, ...held]);
  const consumers = [profileLog, follow('posts', [...kept.posts, ...postSightHandlers(threadFeed)])];

  const { askTimeoutMs, heartbeatMs, host, port, drainMs, rateLimitFactor, maxCalls } = config;
  const now = () => new Date();
  const waits = { askTimeoutMs, heartbeatMs };
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
