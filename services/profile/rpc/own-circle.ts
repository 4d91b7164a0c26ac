import type { Queries } from '../../kit/database/database.ts';
import type { Circle } from '../domain/circle.ts';
import { CircleNotFound } from '../domain/errors.ts';
import { findCircle } from '../store/circle-store.ts';

/** A circle of the caller; another's, and none, are told alike. */
export async function findOwnCircle(queries: Pick<Queries, 'get'>, ownerId: string, circleId: string): Promise<Circle> {
  const circle = await findCircle(queries, ownerId, circleId);
  if (!circle) throw new CircleNotFound();
  return circle;
}
