import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { EngagementServiceDefinition } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { HashtagServiceDefinition } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleServiceDefinition } from '#gen/tertulia/profile/v1/circle_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { muteHandlers } from '../audience/mutes/mute-handlers.ts';
import { muteMigrations } from '../audience/mutes/mute-migrations.ts';
import { findMutes } from '../audience/mutes/mute-store.ts';
import { sizeOfMutes } from '../audience/mutes/mutes.ts';
import { audienceHandlers } from '../audience/replica/audience-handlers.ts';
import { audienceMigrations } from '../audience/replica/audience-migrations.ts';
import { PeopleCache, peopleCacheHandlers } from '../audience/replica/people-cache.ts';
import { identityHandlers } from '../identity/identity-handlers.ts';
import { identityMigrations } from '../identity/identity-migrations.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import { KeyedCache } from '../kit/cache/keyed-cache.ts';
import { createMeshClient } from '../kit/client.ts';
import { openDatabase } from '../kit/database/database.ts';
import { kitMigrations } from '../kit/database/kit-migrations.ts';
import { withEncodedAnswers } from '../kit/encoded.ts';
import { type Consumer, type EventHandler, on, startConsumer } from '../kit/events/consumer.ts';
import { openEventLog, type Subscription } from '../kit/events/event-log.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { newId } from '../kit/ids.ts';
import { createLogger } from '../kit/logger.ts';
import { loadPolicies } from '../kit/policies.ts';
import { type RunningServer, startServer } from '../kit/server.ts';
import { startTelemetry } from '../kit/telemetry.ts';
import { openIdentity } from '../kit/tls/identity.ts';
import type { PostsConfig } from './config.ts';
import type { PostsContext } from './context.ts';
import { onAccountDeleted } from './events/account-deleted.ts';
import { commentHandlers } from './events/comments-counted.ts';
import { fanOut, fanOutName } from './events/fan-out.ts';
import { graphHandlers } from './events/graph-changed.ts';
import { startHousekeeping } from './housekeeping.ts';
import { HomeFeed } from './live/home-feed.ts';
import { seeArrivals } from './live/see-arrivals.ts';
import { engagementService, hashtagService, postService, timelineService } from './rpc/index.ts';
import type { Arrival } from './store/arrival-store.ts';
import { postsMigrations } from './store/migrations/index.ts';
import { PostCache } from './store/post-cache.ts';
import { SharedPosts } from './store/shared-posts.ts';

const name = 'posts';

/** The tables of the service's database. */
export const migrations = [
  ...kitMigrations,
  ...identityMigrations,
  ...audienceMigrations,
  ...muteMigrations,
  ...postsMigrations,
];

/** How many people, and words, the mutes hold that are kept in memory. */
const maxMutes = 50_000;

/** The service, running. Its consumers apply what the logs tell. */
export interface RunningPosts extends RunningServer {
  readonly consumers: readonly Consumer[];
}

/** Starts the posts service. Disposing it stops it gracefully. */
export async function startPosts(config: PostsConfig, overrides: Partial<PostsContext> = {}): Promise<RunningPosts> {
  await using resources = new AsyncDisposableStack();
  const logger = overrides.logger ?? createLogger(name, config.logLevel);
  resources.use(await startTelemetry({ name, config, logger }));
  const identity = resources.use(openIdentity({ directory: config.tlsDir, name, logger }));
  const database = resources.use(await openDatabase({ url: config.databaseUrl, migrations }));
  const eventLog = resources.use(await openEventLog(database, { onError: (err) => logger.error({ err }, 'the log') }));
  const people = new PeopleCache(database);
  const posts = new PostCache(database);
  const mutes = new KeyedCache({ load: (muters) => findMutes(database, muters), max: maxMutes, sizeOf: sizeOfMutes });
  const forget = () => {
    people.clear();
    posts.clear();
    mutes.clear();
  };
  resources.use(database.onForeignWrite(forget));
  const policies = loadPolicies();
  const urls = { profile: config.profileUrl ?? config.meshUrl, comments: config.commentsUrl ?? config.meshUrl };

  const target = { url: urls.profile, callee: 'profile', service: name, policies, identity };
  const profile = resources.use(createMeshClient(ProfileServiceDefinition, target));
  const circles = resources.use(createMeshClient(CircleServiceDefinition, target));
  const follow = (callee: keyof typeof urls, handlers: readonly EventHandler[]) => {
    const url = urls[callee];
    const target = { url, callee, service: name, policies, identity };
    const client = resources.use(createMeshClient(EventLogServiceDefinition, target));
    const subscribe = (from: Subscription, signal: AbortSignal) => client.subscribe(from, { signal });
    return resources.use(startConsumer({ database, name: callee, subscribe, handlers, logger }));
  };
  const profileLog = follow('profile', [
    ...identityHandlers(),
    ...audienceHandlers(),
    ...peopleCacheHandlers(people),
    ...graphHandlers(posts),
    ...muteHandlers((tx, muter) => tx.afterCommit(() => (muter === 'many' ? mutes.clear() : mutes.invalidate(muter)))),
    // Whose quotes are for everybody depends on whose account is private.
    on(CardChanged, async (tx) => tx.afterCommit(() => posts.quotes.clear())),
    onAccountDeleted({ eventLog, posts }),
  ]);
  const commentsLog = follow('comments', commentHandlers(posts));
  const subscribe = (from: Subscription, signal: AbortSignal) => eventLog.subscribe(from, signal);
  const handlers = fanOut(posts, config.fanOutMaxFollowers);
  const ownLog = resources.use(startConsumer({ database, name: fanOutName, subscribe, handlers, logger }));
  const now = overrides.now ?? (() => new Date());
  const sources = { posts, people, mutes, sharedPosts: new SharedPosts(people), now };
  const see = (arrivals: readonly Arrival[]) => seeArrivals(sources, arrivals);
  const homeFeed = resources.use(await HomeFeed.open({ database, see, fanOut: ownLog, logger }));

  const { resolveTimeoutMs, heartbeatMs, host, port, drainMs, rateLimitFactor } = config;
  const waits = { resolveTimeoutMs, heartbeatMs };
  const context = { database, eventLog, ...sources, profile, circles, homeFeed, ...waits, newId, logger, ...overrides };
  resources.use(startHousekeeping(context));
  const services = [
    [withEncodedAnswers(PostServiceDefinition), postService(context)],
    [withEncodedAnswers(EngagementServiceDefinition), engagementService(context)],
    [withEncodedAnswers(TimelineServiceDefinition), timelineService(context)],
    [HashtagServiceDefinition, hashtagService(context)],
    [EventLogServiceDefinition, eventLogService(eventLog)],
  ] as const;
  const verifyToken = createTokenVerifier({ database, consumer: profileLog, logger });
  const server = resources.use(
    await startServer({ name, host, port, identity, services, verifyToken, logger, drainMs, rateLimitFactor }),
  );
  const owned = resources.move();
  const consumers = [profileLog, commentsLog, ownLog];
  return { port: server.port, consumers, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
