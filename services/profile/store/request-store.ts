import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { SeenCard } from '../domain/account.ts';
import { type CardRow, cardColumns, cardFromRow } from './profile-rows.ts';

/** Who asks to follow whom. */
export interface Request {
  readonly requesterId: string;
  readonly targetId: string;
}

/** A request in a list of one of its two sides. */
export interface ListedRequest {
  /** Sorts the list. */
  readonly followRequestId: string;
  readonly createTime: Date;
  /** The other side. */
  readonly card: SeenCard;
}

type RequestRow = CardRow & { follow_request_id: string; create_time: number };

const insertRequest = `
  insert into follow_request (requester_id, target_id, follow_request_id, create_time)
  values (:requesterId, :targetId, :followRequestId, :createTime)
  on conflict (requester_id, target_id) do nothing`;
const deleteRequest = 'delete from follow_request where requester_id = :requesterId and target_id = :targetId';
const countIncoming = 'select count(*) as count from follow_request where target_id = :targetId';
const selectRequesters = `
  select requester_id from follow_request where target_id = :targetId order by follow_request_id`;
const deleteIncoming = 'delete from follow_request where target_id = :targetId';
const deleteRequestsOf = 'delete from follow_request where requester_id = :accountId or target_id = :accountId';

const listOf = (other: 'requester_id' | 'target_id', owner: 'requester_id' | 'target_id') => `
  select list.follow_request_id, list.create_time, ${cardColumns}
  from follow_request list join account a on a.account_id = list.${other}
  where list.${owner} = :viewer and list.follow_request_id < :before
  order by list.follow_request_id desc limit :limit`;
const selectIncoming = listOf('requester_id', 'target_id');
const selectOutgoing = listOf('target_id', 'requester_id');

/** Adds a request. False where there was one. */
export async function addRequest(
  tx: Transaction,
  { requesterId, targetId }: Request,
  made: { followRequestId: string; createTime: Date },
): Promise<boolean> {
  const { followRequestId, createTime } = made;
  const params = { requesterId, targetId, followRequestId, createTime: createTime.getTime() };
  return (await tx.run(insertRequest, params)) > 0;
}

/** Removes a request. False where there was none. */
export async function removeRequest(tx: Transaction, { requesterId, targetId }: Request): Promise<boolean> {
  return (await tx.run(deleteRequest, { requesterId, targetId })) > 0;
}

export async function countRequestsTo(queries: Pick<Queries, 'get'>, targetId: string): Promise<number> {
  return (await queries.get<{ count: number }>(countIncoming, { targetId }))?.count ?? 0;
}

/** Removes every request to an account. Gives who had asked, the oldest request first. */
export async function takeRequestsTo(tx: Transaction, targetId: string): Promise<string[]> {
  const rows = await tx.all<{ requester_id: string }>(selectRequesters, { targetId });
  await tx.run(deleteIncoming, { targetId });
  return rows.map((row) => row.requester_id);
}

/** Removes every request of and to an account. */
export async function removeRequestsOf(tx: Transaction, accountId: string): Promise<void> {
  await tx.run(deleteRequestsOf, { accountId });
}

interface Page {
  /** Only requests older than this one. */
  readonly before: string;
  readonly limit: number;
}

/** The requests to the viewer, the newest first. */
export function findIncomingRequests(queries: Pick<Queries, 'all'>, viewer: string, page: Page) {
  return findList(queries, selectIncoming, viewer, page);
}

/** The requests of the viewer, the newest first. */
export function findOutgoingRequests(queries: Pick<Queries, 'all'>, viewer: string, page: Page) {
  return findList(queries, selectOutgoing, viewer, page);
}

async function findList(
  queries: Pick<Queries, 'all'>,
  sql: string,
  viewer: string,
  page: Page,
): Promise<ListedRequest[]> {
  const rows = await queries.all<RequestRow>(sql, { viewer, ...page });
  return rows.map((row) => ({
    followRequestId: row.follow_request_id,
    createTime: new Date(row.create_time),
    card: cardFromRow(row),
  }));
}
