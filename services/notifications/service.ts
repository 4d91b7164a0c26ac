import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { NotificationPreferencesServiceDefinition } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { NotificationRequestServiceDefinition } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { muteMigrations } from '../audience/mutes/mute-migrations.ts';
import { audienceMigrations } from '../audience/replica/audience-migrations.ts';
import { identityHandlers } from '../identity/identity-handlers.ts';
import { identityMigrations } from '../identity/identity-migrations.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import { createMeshClient } from '../kit/client.ts';
import { openDatabase } from '../kit/database/database.ts';
import { kitMigrations } from '../kit/database/kit-migrations.ts';
import { type Consumer, type EventHandler, startConsumer } from '../kit/events/consumer.ts';
import { openEventLog, type Subscription } from '../kit/events/event-log.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { createLogger } from '../kit/logger.ts';
import { loadPolicies } from '../kit/policies.ts';
import { type RunningServer, startServer } from '../kit/server.ts';
import { startTelemetry } from '../kit/telemetry.ts';
import { openIdentity } from '../kit/tls/identity.ts';
import type { NotificationsConfig } from './config.ts';
import type { NotificationsContext } from './context.ts';
import { commentsHandlers } from './events/comments-handlers.ts';
import { postsHandlers } from './events/posts-handlers.ts';
import { profileHandlers } from './events/profile-handlers.ts';
import { startHousekeeping } from './housekeeping.ts';
import { NotificationHub } from './live/hub.ts';
import { notificationPreferencesService, notificationRequestService, notificationService } from './rpc/index.ts';
import { notificationsMigrations } from './store/migrations/index.ts';

const name = 'notifications';

/** The tables of the service's database. */
export const migrations = [
  ...kitMigrations,
  ...identityMigrations,
  ...audienceMigrations,
  ...muteMigrations,
  ...notificationsMigrations,
];

/** The service, running. Its consumers apply what the others tell. */
export interface RunningNotifications extends RunningServer {
  readonly consumers: readonly Consumer[];
}

/** Starts the notifications service. Disposing it stops it gracefully. */
export async function startNotifications(
  config: NotificationsConfig,
  overrides: Partial<NotificationsContext> = {},
): Promise<RunningNotifications> {
  await using resources = new AsyncDisposableStack();
  const logger = overrides.logger ?? createLogger(name, config.logLevel);
  resources.use(await startTelemetry({ name, config, logger }));
  const identity = resources.use(openIdentity({ directory: config.tlsDir, name, logger }));
  const database = resources.use(await openDatabase({ url: config.databaseUrl, migrations }));
  const onError = (err: unknown) => logger.error({ err }, 'the event log could not be read');
  const eventLog = resources.use(await openEventLog(database, { onError }));
  const policies = loadPolicies();
  const { heartbeatMs, host, port, drainMs, rateLimitFactor, maxCalls } = config;
  const hub = resources.use(new NotificationHub(database, eventLog, logger));
  const context = { database, eventLog, hub, heartbeatMs, logger, now: Date.now, ...overrides };
  const teller = context;
  const { meshUrl, profileUrl = meshUrl, postsUrl = meshUrl, commentsUrl = meshUrl } = config;
  const urls = { profile: profileUrl, posts: postsUrl, comments: commentsUrl };
  const follow = (callee: keyof typeof urls, handlers: readonly EventHandler[]) => {
    const url = urls[callee];
    const target = { url, callee, service: name, policies, identity };
    const client = resources.use(createMeshClient(EventLogServiceDefinition, target));
    const subscribe = (from: Subscription, signal: AbortSignal) => client.subscribe(from, { signal });
    return resources.use(startConsumer({ database, name: callee, subscribe, handlers, logger }));
  };
  const profile = follow('profile', [...identityHandlers(), ...profileHandlers(teller)]);
  const consumers = [profile, follow('posts', postsHandlers(teller)), follow('comments', commentsHandlers(teller))];

  const services = [
    [NotificationServiceDefinition, notificationService(context)],
    [NotificationPreferencesServiceDefinition, notificationPreferencesService(context)],
    [NotificationRequestServiceDefinition, notificationRequestService(context)],
    [EventLogServiceDefinition, eventLogService(eventLog)],
  ] as const;
  resources.use(startHousekeeping(context));
  const verifyToken = createTokenVerifier({ database, consumer: profile, logger });
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
