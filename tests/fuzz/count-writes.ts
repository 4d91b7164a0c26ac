import { join } from 'node:path';
import type { Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { Connection } from '../../services/kit/database/connection.ts';

/** Tells how much a service has stored because of calls: its events and the first answers that it keeps. */
export interface WriteCounter extends AsyncDisposable {
  count(): Promise<string>;
}

const sum = `
  select (select count(*) from request) as requests,
    (select coalesce(max(position), 0) from event) as events`;

const requestsOnly = 'select (select count(*) from request) as requests, 0 as events';

/**
 * Looks into the database of a running service.
 *
 * @param consumes the service also writes events because of what other logs tell: then its first answers alone count
 */
export async function openWriteCounter(
  { dataDir }: Tertulia,
  service: string,
  { consumes }: { consumes: boolean },
): Promise<WriteCounter> {
  const connection = await Connection.open(join(dataDir, `${service}.sqlite`));
  await connection.exec('pragma busy_timeout = 10000; pragma query_only = on');
  return {
    async count() {
      const row = await connection.get<{ requests: number; events: number }>(consumes ? requestsOnly : sum);
      return `${row?.requests} answers, ${row?.events} events`;
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
}
