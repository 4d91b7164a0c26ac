import { pathToFileURL } from 'node:url';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { kitMigrations } from '../database/kit-migrations.ts';
import { type EventLog, openEventLog } from '../events/event-log.ts';
import { eventLogService } from '../events/event-log-service.ts';
import type { DeepPartial, EventType } from '../events/event-type.ts';
import { startServer } from '../server.ts';
import { noTokens } from './no-tokens.ts';
import { silentLogger } from './silent-logger.ts';
import { makeTempDir } from './temp-dir.ts';

/** A service of which only the event log is there, and a test writes it. */
export interface EventSource extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly log: EventLog;
  readonly database: Database;
  /** Appends one event in a transaction of its own. Its position. */
  append<T>(subject: string, type: EventType<T>, payload: DeepPartial<T>): Promise<bigint>;
}

/** Serves an EventLogService over a temporary database on a free port. */
export async function startEventSource({ name }: { name: string }): Promise<EventSource> {
  await using resources = new AsyncDisposableStack();
  const directory = resources.use(await makeTempDir());
  const url = pathToFileURL(`${directory.path}/${name}.sqlite`).href;
  const database = resources.use(await openDatabase({ url, migrations: kitMigrations }));
  // A test tells one thing after the other.
  const log = resources.use(await openEventLog(database, { paceMs: 1 }));
  const services = [[EventLogServiceDefinition, eventLogService(log)]] as const;
  const logger = silentLogger;
  const server = resources.use(
    await startServer({ name, host: '127.0.0.1', port: 0, services, verifyToken: noTokens, logger }),
  );
  const owned = resources.move();
  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    log,
    database,
    append: (subject, type, payload) => database.write((tx) => log.append(tx, subject, type, payload)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
