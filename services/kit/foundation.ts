import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { createMeshClient } from './client.ts';
import { type Database, openDatabase } from './database/database.ts';
import type { Migration } from './database/migrate.ts';
import { type Consumer, type EventHandler, startConsumer } from './events/consumer.ts';
import { type EventLog, openEventLog, type Subscription } from './events/event-log.ts';
import { createLogger, type Logger, type LogLevel } from './logger.ts';
import { loadPolicies, type Policies } from './policies.ts';
import { startTelemetry, type TelemetryOptions } from './telemetry.ts';
import { type Identity, openIdentity } from './tls/identity.ts';

/** What every service stands on. */
export interface Foundation {
  /** The service's name in the topology. */
  readonly name: string;
  readonly logger: Logger;
  readonly identity: Identity | undefined;
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly policies: Policies;
}

export interface FoundationOptions {
  readonly name: string;
  readonly config: TelemetryOptions['config'] & {
    readonly databaseUrl: string;
    readonly logLevel: LogLevel;
    readonly tlsDir?: string | undefined;
  };
  readonly migrations: readonly Migration[];
  /** Default: one that writes to standard output. */
  readonly logger?: Logger | undefined;
}

/** Opens what every service stands on: telemetry, its identity, its database and its event log. `resources` closes them. */
export async function openFoundation(
  resources: AsyncDisposableStack,
  { name, config, migrations, logger = createLogger(name, config.logLevel) }: FoundationOptions,
): Promise<Foundation> {
  resources.use(await startTelemetry({ name, config, logger }));
  const identity = resources.use(openIdentity({ directory: config.tlsDir, name, logger }));
  const database = resources.use(await openDatabase({ url: config.databaseUrl, migrations }));
  const onError = (err: unknown) => logger.error({ err }, 'the event log could not be read');
  const eventLog = resources.use(await openEventLog(database, { onError }));
  return { name, logger, identity, database, eventLog, policies: loadPolicies() };
}

/** Applies what another service tells, from where this one has come to. `resources` stops it. */
export function followLog(
  resources: AsyncDisposableStack,
  { name: service, database, logger, identity, policies }: Omit<Foundation, 'eventLog'>,
  { url, callee, handlers }: { url: string; callee: string; handlers: readonly EventHandler[] },
): Consumer {
  const log = resources.use(createMeshClient(EventLogServiceDefinition, { url, callee, service, identity, policies }));
  const subscribe = (from: Subscription, signal: AbortSignal) => log.subscribe(from, { signal });
  return resources.use(startConsumer({ database, name: callee, subscribe, handlers, logger }));
}
