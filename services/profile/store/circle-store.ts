import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { Circle } from '../domain/circle.ts';

interface CircleRow {
  circle_id: string;
  owner_id: string;
  name: string;
  create_time: number;
  member_count: number;
}

const columns = `
  circle_id, owner_id, name, create_time,
  (select count(*) from circle_member where circle_member.circle_id = circle.circle_id) as member_count`;
const selectCircle = `select ${columns} from circle where circle_id = :circleId and owner_id = :ownerId`;
const selectCircles = `
  select ${columns} from circle
  where owner_id = :ownerId and circle_id < :before
  order by circle_id desc limit :limit`;
const countCirclesOf = 'select count(*) as count from circle where owner_id = :ownerId';
const insertCircle = `
  insert into circle (circle_id, owner_id, name, create_time) values (:circleId, :ownerId, :name, :createTime)`;
const updateName = 'update circle set name = :name where circle_id = :circleId';
const deleteMembers = 'delete from circle_member where circle_id = :circleId';
const deleteCircle = 'delete from circle where circle_id = :circleId';
const deletePlacesOf = 'delete from circle_member where owner_id = :accountId or member_id = :accountId';
const deleteCirclesOf = 'delete from circle where owner_id = :accountId';

/** A circle of this owner. */
export async function findCircle(
  queries: Pick<Queries, 'get'>,
  ownerId: string,
  circleId: string,
): Promise<Circle | undefined> {
  const row = await queries.get<CircleRow>(selectCircle, { ownerId, circleId });
  return row && circleFromRow(row);
}

/** The circles of an owner, the newest first; only those older than the circle `before`. */
export async function findCircles(
  queries: Pick<Queries, 'all'>,
  ownerId: string,
  page: { before: string; limit: number },
): Promise<Circle[]> {
  return (await queries.all<CircleRow>(selectCircles, { ownerId, ...page })).map(circleFromRow);
}

export async function countCircles(tx: Transaction, ownerId: string): Promise<number> {
  return (await tx.get<{ count: number }>(countCirclesOf, { ownerId }))?.count ?? 0;
}

/** Adds a circle, without members. */
export async function addCircle(tx: Transaction, circle: Circle): Promise<void> {
  const { circleId, ownerId, name, createTime } = circle;
  await tx.run(insertCircle, { circleId, ownerId, name, createTime: createTime.getTime() });
}

export async function renameCircle(tx: Transaction, circleId: string, name: string): Promise<void> {
  await tx.run(updateName, { circleId, name });
}

/** Removes a circle with its members. */
export async function removeCircle(tx: Transaction, circleId: string): Promise<void> {
  for (const sql of [deleteMembers, deleteCircle]) await tx.run(sql, { circleId });
}

/** Removes every circle of an account, and its places in the circles of others. */
export async function removeCirclesOf(tx: Transaction, accountId: string): Promise<void> {
  for (const sql of [deletePlacesOf, deleteCirclesOf]) await tx.run(sql, { accountId });
}

function circleFromRow(row: CircleRow): Circle {
  return {
    circleId: row.circle_id,
    ownerId: row.owner_id,
    name: row.name,
    createTime: new Date(row.create_time),
    memberCount: row.member_count,
  };
}
