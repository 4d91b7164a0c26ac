import { join } from 'node:path';
import { Connection } from '../../services/kit/database/connection.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import type { ServiceName } from '../run/plan.ts';

/** A place in a log, and who is to come there. */
export interface Reached {
  readonly service: ServiceName;
  /** The name of its cursor: `profile`. */
  readonly log: string;
  readonly position: bigint;
}

/** Resolves when a service has applied another's log up to a position. */
export async function reachPosition(
  dataDir: string,
  { service, log, position }: Reached,
  timeoutMs: number,
): Promise<void> {
  const database = await Connection.open(join(dataDir, `${service}.sqlite`));
  await database.exec('pragma busy_timeout = 10000; pragma query_only = on');
  const sql = 'select position from event_cursor where name = :log';
  const cursor = async () => BigInt((await database.get<{ position: number }>(sql, { log }))?.position ?? 0);
  await waitFor(async () => (await cursor()) >= position, { timeoutMs });
  await database.close();
}
