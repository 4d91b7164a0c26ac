import { z } from 'zod';
import {
  AddCircleMembersRequest,
  AddCircleMembersResponse,
  type CircleServiceImplementation,
} from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, ids, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { circleToProto } from '../convert.ts';
import { isVisible } from '../domain/account.ts';
import { type Circle, maxCircleMembers } from '../domain/circle.ts';
import { AccountBlocked, AccountNotFound, CircleFull } from '../domain/errors.ts';
import { tellMembersAdded } from '../events/circle-events.ts';
import { addMember, type Place } from '../store/member-store.ts';
import { findProfiles } from '../store/profile-store.ts';
import { refuseOneself } from './account-seen.ts';
import { findOwnCircle } from './own-circle.ts';

const schema = z.object({ requestId, circleId: id, accountIds: ids({ min: 1, max: 100 }) });

export const addCircleMembers =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['addCircleMembers'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const ownerId = memberId(call);
    for (const [index, accountId] of request.accountIds.entries()) {
      refuseOneself(ownerId, accountId, `account_ids[${index}]`);
    }
    const types = { request: AddCircleMembersRequest, response: AddCircleMembersResponse };
    return once(context.database, call, request, types, async (tx) => {
      const circle = await findOwnCircle(tx, ownerId, request.circleId);
      const memberIds = [...new Set(request.accountIds)];
      await requireAddable(tx, ownerId, memberIds);
      const added = await addMembers(context, tx, circle, memberIds);
      await tellMembersAdded(context.eventLog, tx, added, call.traceparent);
      return { circle: circleToProto({ ...circle, memberCount: circle.memberCount + added.length }) };
    });
  };

async function requireAddable(tx: Transaction, ownerId: string, memberIds: readonly string[]): Promise<void> {
  const profiles = await findProfiles(tx, ownerId, memberIds);
  for (const memberId of memberIds) {
    const profile = profiles.get(memberId);
    if (!profile || !isVisible(ownerId, profile)) throw new AccountNotFound();
    if (profile.relation.blocking) throw new AccountBlocked();
  }
}

async function addMembers(
  context: ProfileContext,
  tx: Transaction,
  { circleId, ownerId, memberCount }: Circle,
  memberIds: readonly string[],
): Promise<Place[]> {
  const added: Place[] = [];
  for (const memberId of memberIds) {
    const place = { circleId, ownerId, memberId };
    if (await addMember(tx, place, context.newId())) added.push(place);
  }
  if (memberCount + added.length > maxCircleMembers) throw new CircleFull();
  return added;
}
