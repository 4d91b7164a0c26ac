import { randomBytes } from 'node:crypto';
import type { Database } from '../../kit/database/database.ts';

const insertSecret = 'insert into secret (name, value) values (:name, :value) on conflict (name) do nothing';
const selectSecret = 'select value from secret where name = :name';

/** The secret that refresh tokens are made with: random, made with the database and kept in it. */
export async function openRefreshSecret(database: Database): Promise<Uint8Array> {
  return database.write(async (tx) => {
    await tx.run(insertSecret, { name: 'refresh-token', value: randomBytes(32) });
    const row = await tx.get<{ value: Uint8Array }>(selectSecret, { name: 'refresh-token' });
    if (!row) throw new Error('the refresh secret was not stored');
    return row.value;
  });
}
