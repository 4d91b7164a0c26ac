import { findMutes } from '../../audience/mutes/mute-store.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { Settings } from '../domain/place.ts';
import { noPreferences, type Preferences } from '../domain/preferences.ts';

interface PreferencesRow {
  account_id: string;
  people: string;
  requests_from_strangers: number;
}

const selectPreferences = `
  select account_id, people, requests_from_strangers from preferences where ${inList('account_id', ':accounts')}`;

/** The preferences of an account. */
export async function readPreferences(queries: Pick<Queries, 'all'>, account: string): Promise<Preferences> {
  return (await findPreferences(queries, [account])).get(account) ?? noPreferences;
}

async function findPreferences(queries: Pick<Queries, 'all'>, accounts: readonly string[]) {
  const rows = await queries.all<PreferencesRow>(selectPreferences, { accounts: JSON.stringify(accounts) });
  return new Map(
    rows.map((row) => [
      row.account_id,
      { people: JSON.parse(row.people), requestsFromStrangers: row.requests_from_strangers !== 0 },
    ]),
  );
}

/** What some receivers want, by account id; of every account asked for. */
export async function readSettings(
  queries: Pick<Queries, 'all'>,
  accounts: readonly string[],
): Promise<Map<string, Settings>> {
  const [preferences, mutes] = [await findPreferences(queries, accounts), await findMutes(queries, accounts)];
  return new Map(
    accounts.map((account) => [
      account,
      { preferences: preferences.get(account) ?? noPreferences, mutes: mutes.get(account) },
    ]),
  );
}

const upsertPreferences = `
  insert into preferences (account_id, people, requests_from_strangers) values (:account, :people, :requests)
  on conflict (account_id) do update set
    people = excluded.people, requests_from_strangers = excluded.requests_from_strangers`;

export async function putPreferences(tx: Transaction, account: string, preferences: Preferences): Promise<void> {
  const people = JSON.stringify(preferences.people);
  await tx.run(upsertPreferences, { account, people, requests: preferences.requestsFromStrangers });
}

/** Has a receiver's acts looked at again at a time: a mute ends then. */
export async function recheckAt(tx: Transaction, account: string, dueTime: Date): Promise<void> {
  await tx.run('insert into recheck (due_time, account_id) values (:dueTime, :account) on conflict do nothing', {
    account,
    dueTime: dueTime.getTime(),
  });
}

/** At most `limit` receivers whose acts are to be looked at again by now. */
export async function findDue(queries: Pick<Queries, 'all'>, now: number, limit: number): Promise<string[]> {
  const rows = await queries.all<{ account_id: string }>(
    'select distinct account_id from recheck where due_time <= :now limit :limit',
    { now, limit },
  );
  return rows.map((row) => row.account_id);
}

export async function forgetDue(tx: Transaction, accounts: readonly string[], now: number): Promise<void> {
  await tx.run(`delete from recheck where due_time <= :now and ${inList('account_id', ':accounts')}`, {
    now,
    accounts: JSON.stringify(accounts),
  });
}

/** Forgets what a deleted account wanted. */
export async function forgetSettings(tx: Transaction, account: string): Promise<void> {
  await tx.run('delete from preferences where account_id = :account', { account });
  await tx.run('delete from request_answer where receiver_id = :account or actor_id = :account', { account });
  await tx.run('delete from thread_mute where account_id = :account', { account });
}
