import type { Queries, Transaction } from '../../kit/database/database.ts';
import { type Session, sessionIdleMs } from '../domain/session.ts';

interface SessionRow {
  session_id: string;
  account_id: string;
  device: string;
  create_time: number;
  generation: number;
  last_request_id: string;
  refresh_time: number;
  expire_time: number;
  end_time: number | null;
}

const columns =
  'session_id, account_id, device, create_time, generation, last_request_id, refresh_time, expire_time, end_time';
const selectSession = `select ${columns} from session where session_id = :sessionId`;
const selectLive = `
  select ${columns} from session
  where account_id = :accountId and end_time is null and expire_time > :now`;
const selectPage = `
  select ${columns} from session
  where account_id = :accountId and session_id < :before and end_time is null and expire_time > :now
  order by session_id desc limit :limit`;
const insertSession = `
  insert into session (session_id, account_id, device, generation, last_request_id, create_time, refresh_time, expire_time)
  values (:sessionId, :accountId, :device, 0, :requestId, :now, :now, :expireTime)`;
const updateGeneration = `
  update session
  set generation = generation + 1, last_request_id = :requestId, refresh_time = :now, expire_time = :expireTime
  where session_id = :sessionId`;
const updateEnd = 'update session set end_time = :now where session_id = :sessionId';
const deleteOfAccount = 'delete from session where account_id = :accountId';
const deleteExpired = 'delete from session where expire_time < :now';

export async function findSession(queries: Pick<Queries, 'get'>, sessionId: string): Promise<Session | undefined> {
  const row = await queries.get<SessionRow>(selectSession, { sessionId });
  return row && sessionFromRow(row);
}

export async function findLiveSessions(tx: Transaction, accountId: string, now: Date): Promise<Session[]> {
  const rows = await tx.all<SessionRow>(selectLive, { accountId, now: now.getTime() });
  return rows.map(sessionFromRow);
}

/** The sessions of an account that have not ended, the newest first; only those older than the session `before`. */
export async function findSessionPage(
  queries: Pick<Queries, 'all'>,
  accountId: string,
  page: { before: string; limit: number; now: Date },
): Promise<Session[]> {
  const rows = await queries.all<SessionRow>(selectPage, { accountId, ...page, now: page.now.getTime() });
  return rows.map(sessionFromRow);
}

/** Adds a session of generation 0. */
export async function addSession(
  tx: Transaction,
  session: { sessionId: string; accountId: string; device: string; requestId: string },
  now: Date,
): Promise<void> {
  await tx.run(insertSession, { ...session, ...idleFrom(now) });
}

/** Begins the session's next generation: the cookie of the one before is used up. */
export async function rotateSession(tx: Transaction, sessionId: string, requestId: string, now: Date): Promise<void> {
  await tx.run(updateGeneration, { sessionId, requestId, ...idleFrom(now) });
}

export async function endSession(tx: Transaction, sessionId: string, now: Date): Promise<void> {
  await tx.run(updateEnd, { sessionId, now: now.getTime() });
}

export async function removeSessionsOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(deleteOfAccount, { accountId });
}

/** Forgets sessions, ended ones too, whose cookies have expired. */
export async function removeExpiredSessions(tx: Transaction, now: Date): Promise<void> {
  await tx.run(deleteExpired, { now: now.getTime() });
}

function idleFrom(now: Date): { now: number; expireTime: number } {
  return { now: now.getTime(), expireTime: now.getTime() + sessionIdleMs };
}

function sessionFromRow(row: SessionRow): Session {
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    device: row.device,
    createTime: new Date(row.create_time),
    generation: row.generation,
    lastRequestId: row.last_request_id,
    refreshTime: new Date(row.refresh_time),
    expireTime: new Date(row.expire_time),
    endTime: row.end_time === null ? undefined : new Date(row.end_time),
  };
}
