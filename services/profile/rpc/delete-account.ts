import { z } from 'zod';
import {
  type AccountServiceImplementation,
  DeleteAccountRequest,
  DeleteAccountResponse,
} from '#gen/tertulia/profile/v1/account_service.ts';
import { type Call, type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { requestId } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { clearRefreshCookie } from '../credentials/refresh-cookie.ts';
import { CredentialsInvalid } from '../domain/errors.ts';
import { tellAccountDeleted } from '../events/account-events.ts';
import { accountExists, findPasswordHash, removeAccount } from '../store/account-store.ts';
import { removeBlocksOf } from '../store/block-store.ts';
import { removeCirclesOf } from '../store/circle-store.ts';
import { removeFollowsOf } from '../store/follow-store.ts';
import { removeMutesOf } from '../store/mute-store.ts';
import { removeRequestsOf } from '../store/request-store.ts';
import { findLiveSessions, removeSessionsOf } from '../store/session-store.ts';
import { removeDismissalsOf } from '../store/suggestion-store.ts';
import { removeTermsOf } from '../store/term-store.ts';
import { finishSession } from './finish-session.ts';
import { anyPassword } from './password-field.ts';

const schema = z.object({ requestId, password: anyPassword });

/** Of all that an account has, also at others; the account itself comes last. */
const removals = [
  removeSessionsOf,
  removeFollowsOf,
  removeRequestsOf,
  removeBlocksOf,
  removeMutesOf,
  removeTermsOf,
  removeCirclesOf,
  removeDismissalsOf,
];

export const deleteAccount =
  (context: ProfileContext): AccountServiceImplementation<CallExtension>['deleteAccount'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const accountId = memberId(call);
    const passwordHash = await findPasswordHash(context.database, accountId);
    // Where the account is gone, this is a retry, and its first answer is waiting.
    if (passwordHash !== undefined && !(await context.hasher.verify(passwordHash, request.password))) {
      throw new CredentialsInvalid();
    }
    const types = {
      request: DeleteAccountRequest,
      response: DeleteAccountResponse,
      // Not the password: no trace of it is kept but its hash.
      fingerprint: new Uint8Array(),
    };
    await once(context.database, call, request, types, (tx) => removeEverything(context, tx, accountId, call));
    clearRefreshCookie(call);
    return {};
  };

async function removeEverything(
  context: ProfileContext,
  tx: Transaction,
  accountId: string,
  call: Call,
): Promise<DeleteAccountResponse> {
  if (!(await accountExists(tx, accountId))) throw new SessionHasEnded();
  const now = context.now();
  for (const session of await findLiveSessions(tx, accountId, now)) {
    await finishSession(context, tx, session, { now, traceparent: call.traceparent });
  }
  for (const remove of removals) await remove(tx, accountId);
  await removeAccount(tx, accountId);
  await tellAccountDeleted(context.eventLog, tx, accountId, call.traceparent);
  return {};
}
