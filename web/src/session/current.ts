import type { CompatServiceDefinition } from 'nice-grpc-web';
import { createClients, createMemberClient, sessionClient } from '../rpc/clients.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { browserPorts, exclusively, forgetPendingRefresh, onTabMessage, toGrant } from './browser-ports.ts';
import { createSession } from './session.ts';

/** The session of this page. */
export const session = createSession(browserPorts);
onTabMessage(session.hear);

/** The clients whose calls carry the session of this page. */
export const clients = createClients(session);

/** Makes a client of one more service, for the page that uses it: so its definition loads with that page. */
export function memberClient<Service extends CompatServiceDefinition>(service: Service) {
  return createMemberClient(session, service);
}

/** Signs in. Throws RpcError. */
export async function signIn(request: { requestId: string; handle: string; password: string }): Promise<void> {
  await exclusively(async () => {
    const answer = await sessionClient.signIn(request);
    forgetPendingRefresh();
    session.enter(toGrant(answer));
  });
}

/** Makes an account and signs it in. Throws RpcError. */
export async function signUp(request: {
  requestId: string;
  handle: string;
  displayName: string;
  password: string;
}): Promise<void> {
  await exclusively(async () => {
    const answer = await clients.accounts.signUp(request);
    forgetPendingRefresh();
    session.enter(toGrant(answer));
  });
}

/** Signs out, here and in the other tabs. Throws RpcError; then the person is still signed in. */
export async function signOut(): Promise<void> {
  await exclusively(async () => {
    await sessionClient.signOut({ requestId: newRequestId() });
    forgetPendingRefresh();
    session.leave('signed-out');
  });
}

/** Deletes the account for good. Throws RpcError; then nothing is deleted. */
export async function deleteAccount(request: { requestId: string; password: string }): Promise<void> {
  await clients.accounts.deleteAccount(request);
  forgetPendingRefresh();
  session.leave('deleted');
}
