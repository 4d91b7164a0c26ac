import type { Queries, Transaction } from '../database/database.ts';
import { bytesOf, fieldOf, listRows } from '../database/dialect.ts';
import type { StoredEvent } from './event-type.ts';

/** All SQL of the event log. */

interface EventRow {
  position: number;
  event_id: string;
  subject: string;
  type: string;
  payload: Uint8Array;
  create_time: number;
  traceparent: string;
}

type Reading = Pick<Queries, 'all' | 'get'>;

const columns = 'position, event_id, subject, type, payload, create_time, traceparent';

const insertEvent = `
  insert into event (event_id, subject, type, payload, create_time, traceparent)
  values (:eventId, :subject, :type, :payload, :createTime, :traceparent)
  returning position`;

export async function appendEvent(tx: Transaction, event: Omit<StoredEvent, 'position'>): Promise<bigint> {
  const row = await tx.get<{ position: number }>(insertEvent, { ...event, createTime: event.createTime.getTime() });
  if (!row) throw new Error('an inserted event has no position');
  return BigInt(row.position);
}

const insertEvents = `
  insert into event (event_id, subject, type, payload, create_time, traceparent)
  select ${fieldOf('added', '$.eventId')}, ${fieldOf('added', '$.subject')}, ${fieldOf('added', '$.type')},
    ${bytesOf(fieldOf('added', '$.payload'))}, ${fieldOf('added', '$.createTime')}, ${fieldOf('added', '$.traceparent')}
  from json_each(:events) as added where true order by added.key
  returning position`;

/** Adds some events, in their order, in one statement. Gives the position of the first; the others follow it. */
export async function appendEvents(tx: Transaction, events: readonly Omit<StoredEvent, 'position'>[]): Promise<bigint> {
  const rows = events.map((event) => ({
    ...event,
    payload: Buffer.from(event.payload).toString('hex'),
    createTime: event.createTime.getTime(),
  }));
  const added = await tx.all<{ position: number }>(insertEvents, { events: JSON.stringify(rows) });
  return BigInt(Math.min(...added.map(({ position }) => position)));
}

/** At most `limit` events after a position, in order. */
export function readEvents(queries: Reading, after: bigint, limit: number): Promise<StoredEvent[]> {
  return read(queries, `select ${columns} from event where position > :after order by position limit :limit`, {
    after,
    limit,
  });
}

/** As `readEvents`, but of some types only. */
export function readEventsOfTypes(
  queries: Reading,
  after: bigint,
  types: readonly string[],
  limit: number,
): Promise<StoredEvent[]> {
  const sql = `select ${columns} from event where position > :after and type in ${listRows(':types')} order by position limit :limit`;
  return read(queries, sql, { after, types: JSON.stringify(types), limit });
}

/** As `readEvents`, but of one subject only. */
export function readEventsOfSubject(
  queries: Reading,
  subject: string,
  after: bigint,
  limit: number,
): Promise<StoredEvent[]> {
  const sql = `select ${columns} from event where subject = :subject and position > :after order by position limit :limit`;
  return read(queries, sql, { subject, after, limit });
}

/** The position of the newest event; 0 where there is none. */
export async function readHead(queries: Reading): Promise<bigint> {
  const row = await queries.get<{ head: number | null }>('select max(position) as head from event');
  return BigInt(row?.head ?? 0);
}

/** The log's id, made when it is first asked for. */
export async function openLogId(tx: Transaction, fresh: string): Promise<string> {
  const known = await tx.get<{ log_id: string }>('select log_id from event_log');
  if (known) return known.log_id;
  await tx.run('insert into event_log (log_id) values (:fresh)', { fresh });
  return fresh;
}

async function read(queries: Reading, sql: string, params: Parameters<Reading['all']>[1]): Promise<StoredEvent[]> {
  const rows = await queries.all<EventRow>(sql, params);
  return rows.map((row) => ({
    position: BigInt(row.position),
    eventId: row.event_id,
    subject: row.subject,
    type: row.type,
    payload: row.payload,
    createTime: new Date(row.create_time),
    traceparent: row.traceparent,
  }));
}
