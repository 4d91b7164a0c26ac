import {
  FollowRequestEnded,
  FollowRequested,
  FollowRequestOutcome as Outcome,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { Request } from '../store/request-store.ts';

const outcomes = {
  accepted: Outcome.FOLLOW_REQUEST_OUTCOME_ACCEPTED,
  rejected: Outcome.FOLLOW_REQUEST_OUTCOME_REJECTED,
  withdrawn: Outcome.FOLLOW_REQUEST_OUTCOME_WITHDRAWN,
} as const;

// Whoever ends a request: its subject is who asks, as with follows.
export async function tellFollowRequested(
  log: EventLog,
  tx: Transaction,
  { requesterId, targetId }: Request,
  traceparent: string,
): Promise<void> {
  await log.append(tx, requesterId, FollowRequested, { requesterId, targetId }, traceparent);
}

export async function tellFollowRequestEnded(
  log: EventLog,
  tx: Transaction,
  { requesterId, targetId }: Request,
  outcome: keyof typeof outcomes,
  traceparent: string,
): Promise<void> {
  const payload = { requesterId, targetId, outcome: outcomes[outcome] };
  await log.append(tx, requesterId, FollowRequestEnded, payload, traceparent);
}

/** Tells that many requests were accepted. */
export async function tellFollowRequestsAccepted(
  log: EventLog,
  tx: Transaction,
  requests: readonly Request[],
  traceparent: string,
): Promise<void> {
  const entries = requests.map(({ requesterId, targetId }) => ({
    subject: requesterId,
    payload: { requesterId, targetId, outcome: outcomes.accepted },
    traceparent,
  }));
  await log.appendAll(tx, FollowRequestEnded, entries);
}
