import type { Queries } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';

/** What is shown of a person beside what they wrote. */
export interface Card {
  readonly accountId: string;
  readonly handle: string;
  readonly displayName: string;
  /** Their posts for the public are for their followers. */
  readonly private: boolean;
}

interface PersonRow {
  account_id: string;
  handle: string;
  display_name: string;
  private: number;
}

const selectCards = `select account_id, handle, display_name, private from person where ${inList('account_id', ':ids')}`;
const selectByHandles = `select account_id, handle, display_name, private from person where ${inList('handle', ':handles')}`;

/** The cards of the accounts that exist, by account id. */
export async function findCards(queries: Pick<Queries, 'all'>, ids: readonly string[]): Promise<Map<string, Card>> {
  const rows = await queries.all<PersonRow>(selectCards, { ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.account_id, cardFromRow(row)]));
}

/** The cards of the accounts that exist, by handle. */
export async function findByHandles(
  queries: Pick<Queries, 'all'>,
  handles: readonly string[],
): Promise<Map<string, Card>> {
  const rows = await queries.all<PersonRow>(selectByHandles, { handles: JSON.stringify(handles) });
  return new Map(rows.map((row) => [row.handle, cardFromRow(row)]));
}

function cardFromRow(row: PersonRow): Card {
  return { accountId: row.account_id, handle: row.handle, displayName: row.display_name, private: row.private !== 0 };
}
