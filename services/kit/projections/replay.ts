import type { Database, Queries } from '../database/database.ts';
import { EventApplier } from '../events/apply-events.ts';
import { type Cursor, readCursor } from '../events/cursor-rows.ts';
import { readEventsOfTypes } from '../events/event-rows.ts';
import type { ConsumedLog, ServiceProjections } from './projection.ts';

type Reading = Pick<Queries, 'all' | 'get'>;

const batch = 500;

/** A cursor that does not belong to the log that is there: its projection cannot be made again from this log. */
export class LogReplaced extends Error {
  constructor(consumer: string, log: string) {
    super(`${consumer} read another log of ${log} than the one that is there`);
  }
}

/**
 * Empties the projections of a service in a copy of its database, and makes them again from the logs, up to where the
 * copy's cursors stand. Gives how many events it applied.
 *
 * @param logs gives the database of a service, by its name, for reading
 */
export async function replay(
  copy: Database,
  service: ServiceProjections,
  logs: (service: string) => Reading,
): Promise<number> {
  await using opened = await service.open(copy);
  await copy.write(async (tx) => {
    for (const { clear } of service.replayed) for (const statement of clear) await tx.run(statement);
  });
  let count = 0;
  for (const consumed of opened.consumed) {
    const to = await readCursor(copy, consumed.name);
    await requireLog(logs(consumed.log), consumed, to);
    count += await applyUpTo(copy, consumed, logs(consumed.log), to.position);
  }
  return count;
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
