import type { Relation } from '../decide.ts';

/** How a viewer stands to an author, as four columns of a statement. */
export interface RelationRow {
  following: number;
  followed_by: number;
  blocking: number;
  blocked_by: number;
}

/**
 * SQL text of the columns of a RelationRow, so that a store reads the relation in
 * the statement that reads the things.
 *
 * @param viewer SQL of the viewer's account id, for example `:viewer`; null for nobody
 * @param author SQL of the author's account id, for example `post.author_id`
 */
export function relationColumns(viewer: string, author: string): string {
  return `
    exists (select 1 from follow where follower_id = ${viewer} and followee_id = ${author}) as following,
    exists (select 1 from follow where follower_id = ${author} and followee_id = ${viewer}) as followed_by,
    exists (select 1 from block where blocker_id = ${viewer} and blocked_id = ${author}) as blocking,
    exists (select 1 from block where blocker_id = ${author} and blocked_id = ${viewer}) as blocked_by`;
}

/** SQL text, 1 or 0: one of the two blocks the other. */
export function partedColumn(viewer: string, author: string): string {
  return `(exists (select 1 from block where blocker_id = ${viewer} and blocked_id = ${author})
    or exists (select 1 from block where blocker_id = ${author} and blocked_id = ${viewer}))`;
}

/** SQL text, 1 or 0: the author's account is private. Who is not known here is not. */
export function privateColumn(author: string): string {
  return `coalesce((select private from person where account_id = ${author}), 0)`;
}

/** SQL text, 1 or 0: the viewer is in a circle; `circle` may be null. */
export function inCircleColumn(viewer: string, circle: string): string {
  return `exists (select 1 from circle_member where circle_id = ${circle} and member_id = ${viewer})`;
}

export function relationFromRow(row: RelationRow): Relation {
  return {
    following: row.following !== 0,
    followedBy: row.followed_by !== 0,
    blocking: row.blocking !== 0,
    blockedBy: row.blocked_by !== 0,
  };
}
