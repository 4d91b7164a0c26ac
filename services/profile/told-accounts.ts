import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { listRows } from '../kit/database/dialect.ts';
import { type EventHandler, on } from '../kit/events/consumer.ts';
import type { ReplayedProjection } from '../kit/projections/projection.ts';
import { searchTerms } from './domain/search-term.ts';

const updateCard = `
  update account set display_name = :displayName, private = :isPrivate where account_id = :accountId and handle = :handle`;
const deleteTerms = 'delete from search_term where account_id = :accountId';
const insertTerms = `
  insert into search_term (term, handle, account_id)
  select value, :handle, :accountId from ${listRows(':terms')}
  where exists (select 1 from account where account_id = :accountId)`;

/** What the log tells of accounts. */
export const accountHandlers: readonly EventHandler[] = [
  on(CardChanged, async (tx, { card }) => {
    if (!card) return;
    const { accountId, handle, displayName, private: isPrivate } = card;
    await tx.run(updateCard, { accountId, handle, displayName, isPrivate });
    await tx.run(deleteTerms, { accountId });
    await tx.run(insertTerms, { accountId, handle, terms: JSON.stringify(searchTerms(handle, displayName)) });
  }),
  on(AccountDeleted, async (tx, { accountId }) => {
    await tx.run(deleteTerms, { accountId });
  }),
];

export const toldAccounts: readonly ReplayedProjection[] = [
  {
    name: 'cards',
    clear: [`update account set display_name = '', private = 0`],
    content: `
      select account_id as key, json_array(handle, display_name, private) as value from account order by account_id`,
  },
  {
    name: 'what accounts are found by',
    clear: ['delete from search_term'],
    content: `select handle || ' ' || term as key, account_id as value from search_term order by 1`,
  },
];
