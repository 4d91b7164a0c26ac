import { z } from 'zod';
import { type AccountServiceImplementation, SignUpRequest } from '#gen/tertulia/profile/v1/account_service.ts';
import type { Call, CallExtension } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { requestId } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once, RequestIdReused } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { HandleTaken } from '../domain/errors.ts';
import { tellCardChanged } from '../events/account-events.ts';
import { addAccount, findPasswordHash, isHandleTaken } from '../store/account-store.ts';
import { findSession } from '../store/session-store.ts';
import { StartedSession } from '../store/started-session.ts';
import { answerStartedSession } from './answer-session.ts';
import { displayName } from './display-name-field.ts';
import { newHandle } from './handle-field.ts';
import { newPassword } from './password-field.ts';
import { startSession } from './start-session.ts';

const schema = z.object({ requestId, handle: newHandle, displayName, password: newPassword });
const namelessSchema = schema.extend({ displayName: z.literal('') });

export const signUp =
  (context: ProfileContext): AccountServiceImplementation<CallExtension>['signUp'] =>
  async (message, call) => {
    const request = parse(message.displayName === '' ? namelessSchema : schema, message);
    const { database, hasher } = context;
    // Hashed ahead of the transaction, and not at all for a handle that is taken anyway.
    const isTaken = await isHandleTaken(database, request.handle);
    const passwordHash = isTaken ? '' : await hasher.hash(request.password);
    const fingerprint = Buffer.from(JSON.stringify([request.handle, request.displayName]));
    const types = { request: SignUpRequest, response: StartedSession, fingerprint };
    let isRetry = true;
    const { sessionId } = await once(database, call, request, types, async (tx) => {
      isRetry = false;
      return makeAccount(context, tx, { ...request, passwordHash }, call);
    });
    if (isRetry) await requireSamePassword(context, sessionId, request.password);
    return answerStartedSession(context, call, sessionId);
  };

async function makeAccount(
  context: ProfileContext,
  tx: Transaction,
  request: { requestId: string; handle: string; displayName: string; passwordHash: string },
  call: Call,
): Promise<StartedSession> {
  const { requestId, handle, passwordHash } = request;
  const account = {
    accountId: context.newId(),
    handle,
    displayName: request.displayName === '' ? handle : request.displayName,
    private: false,
    bio: '',
    createTime: context.now(),
    passwordHash,
  };
  if (!(await addAccount(tx, account))) throw new HandleTaken();
  await tellCardChanged(context.eventLog, tx, account, call.traceparent);
  return startSession(context, tx, call, { accountId: account.accountId, requestId, signUp: true });
}

/** The password is part of what a retry repeats; it is kept as the account's hash only. */
async function requireSamePassword(context: ProfileContext, sessionId: string, password: string): Promise<void> {
  const session = await findSession(context.database, sessionId);
  if (!session) throw new SessionHasEnded();
  const passwordHash = await findPasswordHash(context.database, session.accountId);
  if (!(await context.hasher.verify(passwordHash, password))) throw new RequestIdReused();
}
