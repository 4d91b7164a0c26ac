import { z } from 'zod';
import {
  type AccountServiceImplementation,
  ChangePasswordRequest,
  ChangePasswordResponse,
} from '#gen/tertulia/profile/v1/account_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { CredentialsInvalid } from '../domain/errors.ts';
import { changePasswordHash, findPasswordHash } from '../store/account-store.ts';
import { finishOtherSessions } from './finish-other-sessions.ts';
import { anyPassword, newPassword } from './password-field.ts';

const schema = z.object({ requestId, currentPassword: anyPassword, newPassword });

export const changePassword =
  (context: ProfileContext): AccountServiceImplementation<CallExtension>['changePassword'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const accountId = memberId(call);
    const change = await hashes(context, accountId, request);
    const types = {
      request: ChangePasswordRequest,
      response: ChangePasswordResponse,
      // Not the passwords: no trace of them is kept but the hash.
      fingerprint: new Uint8Array(),
    };
    return once(context.database, call, request, types, async (tx) => {
      // Also where another change came in between: the password that was checked is not the current one any more.
      if (!change || !(await changePasswordHash(tx, accountId, change))) throw new CredentialsInvalid();
      return { endedSessionCount: await finishOtherSessions(context, tx, call) };
    });
  };

/**
 * The hashes of the password as it is and as it is to be. Undefined where the new one is the account's already: then
 * this is a retry, whose first answer is waiting, or else a guess, which must not be told from a wrong password.
 */
async function hashes(
  { database, hasher }: ProfileContext,
  accountId: string,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<{ from: string; to: string } | undefined> {
  const from = await findPasswordHash(database, accountId);
  if (from === undefined) throw new SessionHasEnded();
  if (await hasher.verify(from, currentPassword)) return { from, to: await hasher.hash(newPassword) };
  if (await hasher.verify(from, newPassword)) return undefined;
  throw new CredentialsInvalid();
}
