import type { Database, Queries } from '../database/database.ts';
import { listRows } from '../database/dialect.ts';
import { EventApplier } from '../events/apply-events.ts';
import { type Cursor, readCursor } from '../events/cursor-rows.ts';
import { readEventsOfTypes, readHead } from '../events/event-rows.ts';
import type { ConsumedLog, ServiceProjections } from './projection.ts';

type Reading = Pick<Queries, 'all' | 'get'>;

const batch = 500;

/** What a replay went through. */
export interface Replayed {
  /** How many events were applied. */
  readonly events: number;
  /** How many more the logs have by now, which the service had yet to apply. */
  readonly behind: number;
}

/** A cursor that does not belong to the log that is there: its projection cannot be made again from this log. */
export class LogReplaced extends Error {
  constructor(consumer: string, log: string) {
    super(`${consumer} read another log of ${log} than the one that is there`);
  }
}

/**
 * Empties the projections of a service in a copy of its database, and makes them again from the logs, up to where the
 * copy's cursors stand.
 *
 * @param logs gives the database of a service, by its name, for reading
 * @param onlyUpToDate nothing is made again where the logs have more by now
 */
export async function replay(
  copy: Database,
  service: ServiceProjections,
  { logs, onlyUpToDate = false }: { logs: (service: string) => Reading; onlyUpToDate?: boolean | undefined },
): Promise<Replayed> {
  await using opened = await service.open(copy);
  let behind = 0;
  for (const consumed of opened.consumed) {
    if (consumed.whole) continue;
    const cursor = await readCursor(copy, consumed.name);
    await requireLog(logs(consumed.log), consumed, cursor);
    behind += await countAfter(logs(consumed.log), consumed, cursor.position);
  }
  if (behind > 0 && onlyUpToDate) return { events: 0, behind };
  let events = 0;
  await copy.write(async (tx) => {
    for (const { clear } of service.replayed) for (const statement of clear) await tx.run(statement);
  });
  for (const consumed of opened.consumed) {
    const [source, to] = consumed.whole
      ? [copy, await readHead(copy)]
      : [logs(consumed.log), (await readCursor(copy, consumed.name)).position];
    events += await applyUpTo(copy, consumed, source, to);
  }
  return { events, behind };
}

const countOfTypes = `
  select count(*) as events from event where position > :after and type in ${listRows(':types')}`;

async function countAfter(source: Reading, { name, handlers }: ConsumedLog, after: bigint): Promise<number> {
  const types = JSON.stringify(new EventApplier(name, handlers).types);
  return (await source.get<{ events: number }>(countOfTypes, { after, types }))?.events ?? 0;
}

async function requireLog(source: Reading, { name, log }: ConsumedLog, { logId }: Cursor): Promise<void> {
  const row = await source.get<{ log_id: string }>('select log_id from event_log');
  if (logId !== '' && row?.log_id !== logId) throw new LogReplaced(name, log);
}

async function applyUpTo(copy: Database, consumed: ConsumedLog, source: Reading, to: bigint): Promise<number> {
  const applier = new EventApplier(consumed.name, consumed.handlers);
  let count = 0;
  let after = 0n;
  while (true) {
    const read = await readEventsOfTypes(source, after, applier.types, batch);
    const events = read.filter(({ position }) => position <= to);
    if (events.length > 0) await copy.write((tx) => applier.apply(tx, events, Number.POSITIVE_INFINITY));
    count += events.length;
    if (events.length < batch) return count;
    after = events.at(-1)?.position ?? to;
  }
}
