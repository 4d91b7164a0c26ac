import type { Queries } from '../../kit/database/database.ts';

const selectCircle = `
  select 1 from circle_member where circle_id = :circleId and owner_id = :ownerId limit 1`;

/** Whether a circle is known here to be an account's own. Of one with nobody in it nothing is known. */
export async function hasCircle(queries: Pick<Queries, 'get'>, ownerId: string, circleId: string): Promise<boolean> {
  return (await queries.get(selectCircle, { ownerId, circleId })) !== undefined;
}
