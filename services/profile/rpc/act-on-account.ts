import { z } from 'zod';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { type Call, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, requestId } from '../../kit/fields.ts';
import { type OnceTypes, once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { relationshipToProto } from '../convert.ts';
import type { Profile } from '../domain/account.ts';
import { findCounterpart } from './account-seen.ts';

interface OnAccount {
  requestId: string;
  accountId: string;
}

/** The caller, and the account that the call is about, as the caller sees it. */
export interface Pair {
  readonly callerId: string;
  readonly other: Profile;
}

const schema = z.object({ requestId, accountId: id });

/**
 * Changes, once, how the caller stands to another account, and answers how they stand then: what many RPCs have in
 * common. An account that the caller may not know of is ACCOUNT_NOT_FOUND.
 */
export async function actOnAccount<Request extends OnAccount>(
  context: ProfileContext,
  call: Call,
  message: Request,
  types: OnceTypes<Request, { relationship: Relationship | undefined }>,
  act: (tx: Transaction, pair: Pair) => Promise<void>,
): Promise<{ relationship: Relationship | undefined }> {
  const { requestId, accountId } = parse(schema, message);
  const callerId = memberId(call);
  return once(context.database, call, { ...message, requestId, accountId }, types, async (tx) => {
    await act(tx, { callerId, other: await findCounterpart(tx, callerId, accountId) });
    const after = await findCounterpart(tx, callerId, accountId);
    return { relationship: relationshipToProto(accountId, after.relation, context.now()) };
  });
}
