import type { Database, Transaction } from '../kit/database/database.ts';

/** A key that access tokens are signed with: its public half, a JWK in JSON. */
export interface KeyRow {
  key_id: string;
  public_jwk: string;
}

/** A session whose tokens are refused, in the order in which they ended. */
export interface EndedSessionRow {
  sequence: number;
  session_id: string;
  /** From then on its last token has expired by itself. */
  forget_time: number;
}

type Reading = Pick<Database, 'all'>;

const selectKeys = 'select key_id, public_jwk from signing_key';
const upsertKey = `
  insert into signing_key (key_id, public_jwk) values (:keyId, :publicJwk)
  on conflict (key_id) do update set public_jwk = excluded.public_jwk`;
const deleteKey = 'delete from signing_key where key_id = :keyId';
const selectEnded = `
  select sequence, session_id, forget_time from ended_session
  where sequence > :after and forget_time > :now order by sequence`;
const insertEnded = `
  insert into ended_session (session_id, account_id, forget_time) values (:sessionId, :accountId, :forgetTime)
  on conflict (session_id) do nothing`;
const deleteForgotten = 'delete from ended_session where forget_time <= :now';

export function readKeys(queries: Reading): Promise<KeyRow[]> {
  return queries.all<KeyRow>(selectKeys);
}

export async function putKey(tx: Transaction, keyId: string, publicJwk: string): Promise<void> {
  await tx.run(upsertKey, { keyId, publicJwk });
}

export async function removeKey(tx: Transaction, keyId: string): Promise<void> {
  await tx.run(deleteKey, { keyId });
}

/** Those that ended after the one of this sequence, and are not yet to be forgotten. */
export function readEndedSessions(queries: Reading, after: number, now: number): Promise<EndedSessionRow[]> {
  return queries.all<EndedSessionRow>(selectEnded, { after, now });
}

/** Adds one, and forgets those whose time has come. */
export async function addEndedSession(
  tx: Transaction,
  session: { sessionId: string; accountId: string; forgetTime: number },
  now: number,
): Promise<void> {
  await tx.run(deleteForgotten, { now });
  if (session.forgetTime > now) await tx.run(insertEnded, session);
}
