import type { Queries, Transaction } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { SeenCard } from '../domain/account.ts';
import { type CardRow, cardColumns, cardFromRow } from './profile-rows.ts';

/** Somebody's place in a circle. */
export interface Place {
  readonly circleId: string;
  readonly ownerId: string;
  readonly memberId: string;
}

/** A member in the list of a circle. */
export interface ListedMember {
  /** Sorts the list. */
  readonly entryId: string;
  readonly card: SeenCard;
}

interface PlaceRow {
  circle_id: string;
  owner_id: string;
  member_id: string;
}

const insertMember = `
  insert into circle_member (circle_id, owner_id, member_id, entry_id)
  values (:circleId, :ownerId, :memberId, :entryId)
  on conflict (circle_id, member_id) do nothing`;
const deleteMembers = `
  delete from circle_member where circle_id = :circleId and ${inList('member_id', ':memberIds')}
  returning circle_id, owner_id, member_id`;
const deletePlaces = `
  delete from circle_member where owner_id = :ownerId and member_id = :memberId
  returning circle_id, owner_id, member_id`;
const selectMembers = `
  select list.entry_id, ${cardColumns}
  from circle_member list join account a on a.account_id = list.member_id
  where list.circle_id = :circleId and list.entry_id < :before
  order by list.entry_id desc limit :limit`;

/** Puts somebody into a circle. False where they are in it. */
export async function addMember(tx: Transaction, place: Place, entryId: string): Promise<boolean> {
  const { circleId, ownerId, memberId } = place;
  return (await tx.run(insertMember, { circleId, ownerId, memberId, entryId })) > 0;
}

/** Takes people out of a circle. Gives the places of those who were in it. */
export async function removeMembers(tx: Transaction, circleId: string, memberIds: readonly string[]): Promise<Place[]> {
  const rows = await tx.all<PlaceRow>(deleteMembers, { circleId, memberIds: JSON.stringify(memberIds) });
  return rows.map(placeFromRow);
}

/** Takes somebody out of all circles of an owner. Gives the places that they had. */
export async function removePlaces(tx: Transaction, ownerId: string, memberId: string): Promise<Place[]> {
  return (await tx.all<PlaceRow>(deletePlaces, { ownerId, memberId })).map(placeFromRow);
}

/** Who is in a circle, as the viewer finds them, the last that came first; only those before the entry `before`. */
export async function findMembers(
  queries: Pick<Queries, 'all'>,
  viewer: string,
  circleId: string,
  page: { before: string; limit: number },
): Promise<ListedMember[]> {
  const rows = await queries.all<CardRow & { entry_id: string }>(selectMembers, { viewer, circleId, ...page });
  return rows.map((row) => ({ entryId: row.entry_id, card: cardFromRow(row) }));
}

function placeFromRow(row: PlaceRow): Place {
  return { circleId: row.circle_id, ownerId: row.owner_id, memberId: row.member_id };
}
