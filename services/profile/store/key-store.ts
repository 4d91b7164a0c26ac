import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { KeyLife, KeyState } from '../domain/key-rotation.ts';

/** A key that signs. */
export interface SigningKey {
  readonly keyId: string;
  /** A JWK in JSON. */
  readonly privateJwk: string;
}

interface KeyRow {
  key_id: string;
  state: KeyState;
  publish_time: number;
  activate_time: number | null;
  retire_time: number | null;
}

const selectKeys = `
  select key_id, state, publish_time, activate_time, retire_time from key_pair where state <> 'retired'`;
const selectActive = "select key_id, private_jwk from key_pair where state = 'active'";
const selectPublic = "select public_jwk from key_pair where state <> 'retired' order by publish_time";
const insertKey = `
  insert into key_pair (key_id, state, public_jwk, private_jwk, publish_time, activate_time)
  values (:keyId, :state, :publicJwk, :privateJwk, :publishTime, :activateTime)`;
const updateToActive = "update key_pair set state = 'active', activate_time = :now where key_id = :keyId";
const updateToRetiring = "update key_pair set state = 'retiring', retire_time = :retireTime where key_id = :keyId";
const updateToRetired = "update key_pair set state = 'retired', private_jwk = '' where key_id = :keyId";

/** Where each key stands that has not retired. */
export async function findKeys(queries: Pick<Queries, 'all'>): Promise<KeyLife[]> {
  const rows = await queries.all<KeyRow>(selectKeys);
  return rows.map((row) => ({
    keyId: row.key_id,
    state: row.state,
    publishTime: new Date(row.publish_time),
    activateTime: dateOf(row.activate_time),
    retireTime: dateOf(row.retire_time),
  }));
}

/** The key that signs now. There is always one, from the first start on. */
export async function findActiveKey(queries: Pick<Queries, 'get'>): Promise<SigningKey> {
  const row = await queries.get<{ key_id: string; private_jwk: string }>(selectActive);
  if (!row) throw new Error('there is no active signing key');
  return { keyId: row.key_id, privateJwk: row.private_jwk };
}

/** The public JWKs, in JSON, of the keys that sign, will sign, or have signed tokens that may still live. */
export async function findPublicJwks(queries: Pick<Queries, 'all'>): Promise<string[]> {
  const rows = await queries.all<{ public_jwk: string }>(selectPublic);
  return rows.map((row) => row.public_jwk);
}

export async function addKey(
  tx: Transaction,
  key: { keyId: string; state: 'next' | 'active'; publicJwk: string; privateJwk: string },
  now: Date,
): Promise<void> {
  const activateTime = key.state === 'active' ? now.getTime() : null;
  await tx.run(insertKey, { ...key, publishTime: now.getTime(), activateTime });
}

export async function activateKey(tx: Transaction, keyId: string, now: Date): Promise<void> {
  await tx.run(updateToActive, { keyId, now: now.getTime() });
}

export async function beginRetiringKey(tx: Transaction, keyId: string, retireTime: Date): Promise<void> {
  await tx.run(updateToRetiring, { keyId, retireTime: retireTime.getTime() });
}

/** The private half is wiped. */
export async function retireKey(tx: Transaction, keyId: string): Promise<void> {
  await tx.run(updateToRetired, { keyId });
}

function dateOf(time: number | null): Date | undefined {
  return time === null ? undefined : new Date(time);
}
