import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { AccountServiceDefinition } from '#gen/tertulia/profile/v1/account_service.ts';
import { CircleServiceDefinition } from '#gen/tertulia/profile/v1/circle_service.ts';
import { FollowRequestServiceDefinition } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import { GraphServiceDefinition } from '#gen/tertulia/profile/v1/graph_service.ts';
import { MuteServiceDefinition } from '#gen/tertulia/profile/v1/mute_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { SuggestionServiceDefinition } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { identityHandlers } from '../identity/identity-handlers.ts';
import { identityMigrations } from '../identity/identity-migrations.ts';
import { createTokenVerifier } from '../identity/token-verifier.ts';
import type { Database } from '../kit/database/database.ts';
import { kitMigrations } from '../kit/database/kit-migrations.ts';
import { type Consumer, startConsumer } from '../kit/events/consumer.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import { eventLogService } from '../kit/events/event-log-service.ts';
import { openFoundation } from '../kit/foundation.ts';
import { newId } from '../kit/ids.ts';
import type { Logger } from '../kit/logger.ts';
import { startServer } from '../kit/server.ts';
import type { ProfileConfig } from './config.ts';
import type { ProfileContext } from './context.ts';
import { owaspCost, PasswordHasher } from './credentials/password-hasher.ts';
import { SignInAttempts } from './credentials/sign-in-attempts.ts';
import { keepHouse, startHousekeeping } from './housekeeping.ts';
import { startJwksServer } from './jwks-server.ts';
import {
  accountService,
  circleService,
  followRequestService,
  graphService,
  muteService,
  profileService,
  sessionService,
  suggestionService,
} from './rpc/index.ts';
import { profileMigrations } from './store/migrations.ts';
import { openRefreshSecret } from './store/secret-store.ts';

/** A profile service that runs. */
export interface RunningProfile extends AsyncDisposable {
  /** gRPC. */
  readonly port: number;
  /** HTTP: `/.well-known/jwks.json`. */
  readonly jwksPort: number;
}

/** As in the topology. */
export const name = 'profile';

/** The tables of the service's database. */
export const migrations = [...kitMigrations, ...identityMigrations, ...profileMigrations];

/** Starts the profile service. Disposing it stops it gracefully. */
export async function startProfile(
  config: ProfileConfig,
  overrides: Partial<ProfileContext> = {},
): Promise<RunningProfile> {
  await using resources = new AsyncDisposableStack();
  const { logger, identity, database, eventLog } = await openFoundation(resources, {
    ...{ name, config, migrations },
    logger: overrides.logger,
  });
  const context = { ...(await openContext(config, { database, eventLog, logger })), ...overrides };
  const keyRotationMs = config.keyRotationHours * 3_600_000;
  await keepHouse(context, keyRotationMs);
  resources.use(startHousekeeping(context, keyRotationMs));
  // Before the consumer begins: what it hears first reaches as far as the log does then.
  const head = await eventLog.head();
  const consumer = resources.use(startOwnConsumer(context));
  await caughtUp(consumer, head);
  const { host, port, jwksPort, drainMs, rateLimitFactor, maxCalls } = config;
  const jwks = resources.use(await startJwksServer({ host, port: jwksPort, identity, database, logger }));
  const verifyToken = createTokenVerifier({ database, consumer, logger });
  const server = resources.use(
    await startServer({
      name,
      host,
      port,
      identity,
      services: servicesOf(context),
      verifyToken,
      logger,
      drainMs,
      rateLimitFactor,
      maxCalls,
    }),
  );
  const owned = resources.move();
  return { port: server.port, jwksPort: jwks.port, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function openContext(
  { argon2MemoryKib: memoryKib, argon2TimeCost: timeCost, rateLimitFactor }: ProfileConfig,
  parts: { database: Database; eventLog: EventLog; logger: Logger },
): Promise<ProfileContext> {
  if (memoryKib < owaspCost.memoryKib || timeCost < owaspCost.timeCost) {
    parts.logger.warn(
      { memoryKib, timeCost, recommended: owaspCost },
      'passwords are hashed more cheaply than is safe',
    );
  }
  const hasher = await PasswordHasher.open({ memoryKib, timeCost });
  const refreshSecret = await openRefreshSecret(parts.database);
  const signInAttempts = new SignInAttempts(rateLimitFactor);
  return { ...parts, hasher, signInAttempts, refreshSecret, newId, now: () => new Date() };
}

function servicesOf(context: ProfileContext) {
  return [
    [AccountServiceDefinition, accountService(context)],
    [SessionServiceDefinition, sessionService(context)],
    [ProfileServiceDefinition, profileService(context)],
    [GraphServiceDefinition, graphService(context)],
    [FollowRequestServiceDefinition, followRequestService(context)],
    [CircleServiceDefinition, circleService(context)],
    [MuteServiceDefinition, muteService(context)],
    [SuggestionServiceDefinition, suggestionService(context)],
    [EventLogServiceDefinition, eventLogService(context.eventLog)],
  ] as const;
}

/** Tokens are checked here as in every other service: by a replica of keys and ended sessions, here from one's own log. */
function startOwnConsumer({ database, eventLog, logger }: ProfileContext): Consumer {
  const subscribe = eventLog.subscribe.bind(eventLog);
  return startConsumer({ database, name, subscribe, handlers: identityHandlers(), logger });
}

/** Until then a good token could be refused. */
async function caughtUp(consumer: Consumer, head: bigint): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _listening = consumer.onAdvance((position) => position >= head && resolve());
  if ((await consumer.position()) < head) await promise;
}
