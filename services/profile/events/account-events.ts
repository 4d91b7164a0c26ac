import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { cardToProto } from '../convert.ts';
import type { Card } from '../domain/account.ts';

/** Tells that an account was made, or that its card changed. */
export async function tellCardChanged(log: EventLog, tx: Transaction, card: Card, traceparent?: string): Promise<void> {
  await log.append(tx, card.accountId, CardChanged, { card: cardToProto(card) }, traceparent);
}

export async function tellAccountDeleted(
  log: EventLog,
  tx: Transaction,
  accountId: string,
  traceparent: string,
): Promise<void> {
  await log.append(tx, accountId, AccountDeleted, { accountId }, traceparent);
}
