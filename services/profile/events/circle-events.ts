import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { Place } from '../store/member-store.ts';

/** Tells of people who were put into circles. */
export async function tellMembersAdded(
  log: EventLog,
  tx: Transaction,
  places: readonly Place[],
  traceparent: string,
): Promise<void> {
  await log.appendAll(tx, CircleMemberAdded, entriesOf(places, traceparent));
}

/** Tells of people who were taken out of circles. */
export async function tellMembersRemoved(
  log: EventLog,
  tx: Transaction,
  places: readonly Place[],
  traceparent: string,
): Promise<void> {
  await log.appendAll(tx, CircleMemberRemoved, entriesOf(places, traceparent));
}

export async function tellCircleDeleted(
  log: EventLog,
  tx: Transaction,
  { circleId, ownerId }: { circleId: string; ownerId: string },
  traceparent: string,
): Promise<void> {
  await log.append(tx, circleId, CircleDeleted, { circleId, ownerId }, traceparent);
}

function entriesOf(places: readonly Place[], traceparent: string) {
  return places.map((place) => ({ subject: place.circleId, payload: place, traceparent }));
}
