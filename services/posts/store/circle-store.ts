import type { Queries } from '../../kit/database/database.ts';

const selectCircle = `
  select 1 from circle_member where circle_id = :circleId and owner_id = :ownerId limit 1`;

/** Whether a circle is an account's own, as far as is known here: of one with nobody in it, nothing is. */
export async function hasCircle(queries: Pick<Queries, 'get'>, ownerId: string, circleId: string): Promise<boolean> {
  return (await queries.get(selectCircle, { ownerId, circleId })) !== undefined;
}
