import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { NotificationPreferencesServiceDefinition } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { NotificationRequestServiceDefinition } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { muteMigrations } from '../audience/mutes/mute-migrations.ts';
import { audienceMigrations } from '../audience/replica/audience-migrations.ts';
import { identityMigrations } from '../identity/identity-migrations.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import { kitMigrations } from '../kit/database/kit-migrations.ts';
import type { Consumer, EventHandler } from '../kit/events/consumer.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { followLog, openFoundation } from '../kit/foundation.ts';
import { Heartbeat } from '../kit/heartbeat.ts';
import { type RunningServer, startServer } from '../kit/server.ts';
import type { NotificationsConfig } from './config.ts';
import type { NotificationsContext } from './context.ts';
import { consumedLogs } from './events/consumed-logs.ts';
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
  const foundation = await openFoundation(resources, { name, config, migrations, logger: overrides.logger });
  const { logger, identity, database, eventLog } = foundation;
  const { heartbeatMs, host, port, drainMs, rateLimitFactor, maxCalls } = config;
  const hub = resources.use(new NotificationHub(database, eventLog, logger));
  const heartbeat = new Heartbeat(heartbeatMs);
  const context = { database, eventLog, hub, heartbeat, logger, now: Date.now, ...overrides };
  const { meshUrl, profileUrl = meshUrl, postsUrl = meshUrl, commentsUrl = meshUrl } = config;
  const urls = { profile: profileUrl, posts: postsUrl, comments: commentsUrl };
  const follow = (callee: keyof typeof urls, handlers: readonly EventHandler[]) =>
    followLog(resources, foundation, { url: urls[callee], callee, handlers });
  const logs = consumedLogs(context);
  const profile = follow('profile', logs.profile);
  const consumers = [profile, follow('posts', logs.posts), follow('comments', logs.comments)];

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
