import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { EngagementServiceDefinition } from '#gen/tertulia/posts/v1/engagement_service.ts';
import { HashtagServiceDefinition } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { PostServiceDefinition } from '#gen/tertulia/posts/v1/post_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { CircleServiceDefinition } from '#gen/tertulia/profile/v1/circle_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { PeopleCache } from '../audience/replica/people-cache.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import { createMeshClient } from '../kit/client.ts';
import { withEncodedAnswers } from '../kit/encoded.ts';
import { type Consumer, type EventHandler, startConsumer } from '../kit/events/consumer.ts';
import type { Subscription } from '../kit/events/event-log.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { followLog, openFoundation } from '../kit/foundation.ts';
import { Heartbeat } from '../kit/heartbeat.ts';
import { newId } from '../kit/ids.ts';
import { type RunningServer, startServer } from '../kit/server.ts';
import type { PostsConfig } from './config.ts';
import type { PostsContext } from './context.ts';
import { consumedLogs } from './events/consumed-logs.ts';
import { fanOutName } from './events/fan-out.ts';
import { startHousekeeping } from './housekeeping.ts';
import { HomeFeed } from './live/home-feed.ts';
import { seeArrivals } from './live/see-arrivals.ts';
import { engagementService, hashtagService, postService, timelineService } from './rpc/index.ts';
import type { Arrival } from './store/arrival-store.ts';
import { PostCache } from './store/post-cache.ts';
import { SharedPosts } from './store/shared-posts.ts';
import { holdMutes, migrations } from './store/tables.ts';

export { migrations };

const name = 'posts';

/** The service, running. Its consumers apply what the logs tell. */
export interface RunningPosts extends RunningServer {
  readonly consumers: readonly Consumer[];
}

/** Starts the posts service. Disposing it stops it gracefully. */
export async function startPosts(config: PostsConfig, overrides: Partial<PostsContext> = {}): Promise<RunningPosts> {
  await using resources = new AsyncDisposableStack();
  const foundation = await openFoundation(resources, { name, config, migrations, logger: overrides.logger });
  const { logger, identity, database, eventLog, policies } = foundation;
  const people = new PeopleCache(database);
  const posts = new PostCache(database);
  const mutes = holdMutes(database);
  const forget = () => {
    people.clear();
    posts.clear();
    mutes.clear();
  };
  resources.use(database.onForeignWrite(forget));
  const urls = { profile: config.profileUrl ?? config.meshUrl, comments: config.commentsUrl ?? config.meshUrl };

  const target = { url: urls.profile, callee: 'profile', service: name, policies, identity };
  const profile = resources.use(createMeshClient(ProfileServiceDefinition, target));
  const circles = resources.use(createMeshClient(CircleServiceDefinition, target));
  const follow = (callee: keyof typeof urls, handlers: readonly EventHandler[]) =>
    followLog(resources, foundation, { url: urls[callee], callee, handlers });
  const { fanOutMaxFollowers } = config;
  const heard = consumedLogs({ eventLog, people, posts, mutes, fanOutMaxFollowers });
  const profileLog = follow('profile', heard.profile);
  const commentsLog = follow('comments', heard.comments);
  const subscribe = (from: Subscription, signal: AbortSignal) => eventLog.subscribe(from, signal);
  const own = { database, name: fanOutName, subscribe, handlers: heard.own, logger };
  const ownLog = resources.use(startConsumer(own));
  const now = overrides.now ?? (() => new Date());
  const sources = { posts, people, mutes, sharedPosts: new SharedPosts(people), now };
  const see = (arrivals: readonly Arrival[]) => seeArrivals(sources, arrivals);
  const homeFeed = resources.use(await HomeFeed.open({ database, see, fanOut: ownLog, logger }));

  const { resolveTimeoutMs, heartbeatMs, host, port, drainMs, rateLimitFactor, maxCalls } = config;
  const waits = { resolveTimeoutMs, heartbeat: new Heartbeat(heartbeatMs) };
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
  const consumers = [profileLog, commentsLog, ownLog];
  return { port: server.port, consumers, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
