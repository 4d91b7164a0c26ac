import { z } from 'zod';
import { type SessionServiceImplementation, SignInRequest } from '#gen/tertulia/profile/v1/session_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { CredentialsInvalid } from '../domain/errors.ts';
import { accountExists, findCredentials } from '../store/account-store.ts';
import { addSession } from '../store/session-store.ts';
import { StartedSession } from '../store/started-session.ts';
import { answerStartedSession } from './answer-session.ts';
import { anyHandle } from './handle-field.ts';
import { anyPassword } from './password-field.ts';

const schema = z.object({ requestId, handle: anyHandle, password: anyPassword });

export const signIn =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['signIn'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { database, signInAttempts } = context;
    const accountId = await signInAttempts.count(request.handle, () => findAccountId(context, request));
    if (accountId === undefined) throw new CredentialsInvalid();
    const types = { request: SignInRequest, response: StartedSession, fingerprint: Buffer.from(accountId) };
    const { sessionId } = await once(database, call, request, types, async (tx) => {
      // Deleted while the password was checked.
      if (!(await accountExists(tx, accountId))) throw new CredentialsInvalid();
      const sessionId = context.newId();
      await addSession(tx, { sessionId, accountId, requestId: request.requestId }, context.now());
      return { sessionId };
    });
    return answerStartedSession(context, call, sessionId);
  };

/** The account with this handle and password, if there is one. A retry shows its password like a first try. */
async function findAccountId(
  { database, hasher }: ProfileContext,
  { handle, password }: { handle: string; password: string },
): Promise<string | undefined> {
  const credentials = await findCredentials(database, handle);
  // An unknown handle costs a hash as well, so that the time does not tell.
  return (await hasher.verify(credentials?.passwordHash, password)) ? credentials?.accountId : undefined;
}
