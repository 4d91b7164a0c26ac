import { z } from 'zod';
import { type SessionServiceImplementation, SignInRequest } from '#gen/tertulia/profile/v1/session_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { CredentialsInvalid } from '../domain/errors.ts';
import { type Credentials, findCredentials, findPasswordHash } from '../store/account-store.ts';
import { StartedSession } from '../store/started-session.ts';
import { answerStartedSession } from './answer-session.ts';
import { anyHandle } from './handle-field.ts';
import { anyPassword } from './password-field.ts';
import { startSession } from './start-session.ts';

const schema = z.object({ requestId, handle: anyHandle, password: anyPassword });

export const signIn =
  (context: ProfileContext): SessionServiceImplementation<CallExtension>['signIn'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const { database, signInAttempts } = context;
    const credentials = await signInAttempts.count(request.handle, () => checkPassword(context, request));
    if (credentials === undefined) throw new CredentialsInvalid();
    const { accountId, passwordHash } = credentials;
    const types = { request: SignInRequest, response: StartedSession, fingerprint: Buffer.from(accountId) };
    const { sessionId } = await once(database, call, request, types, async (tx) => {
      // Deleted, or given another password, while this one was checked.
      if ((await findPasswordHash(tx, accountId)) !== passwordHash) throw new CredentialsInvalid();
      return startSession(context, tx, call, { accountId, requestId: request.requestId, signUp: false });
    });
    return answerStartedSession(context, call, sessionId);
  };

/** The account with this handle and password, if there is one. A retry shows its password like a first try. */
async function checkPassword(
  { database, hasher }: ProfileContext,
  { handle, password }: { handle: string; password: string },
): Promise<Credentials | undefined> {
  const credentials = await findCredentials(database, handle);
  // An unknown handle costs a hash as well, so that the time does not tell.
  return (await hasher.verify(credentials?.passwordHash, password)) ? credentials : undefined;
}
