import { randomUUID } from 'node:crypto';
import { ClientError, Status } from 'nice-grpc-common';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { openApi } from './api.ts';

const timeoutMs = 20_000;
const password = 'only here for a moment';

/**
 * Resolves when every service takes access tokens. At its first start a service hears of the key that signs them from
 * profile's log, a moment after it is ready; a person is never that quick, and a test is. Tried with an account that
 * is deleted again.
 */
export async function awaitTokens(url: string): Promise<void> {
  const handle = `probe_${randomUUID().slice(0, 8)}`;
  const { accessToken } = await openApi(url).accounts.signUp({ requestId: randomUUID(), handle, password });
  const { ping, comments, notifications, accounts } = openApi(url, accessToken);
  await waitFor(() => isTaken(ping.ping({})), { timeoutMs });
  await waitFor(() => isTaken(comments.listReplies({ commentId: randomUUID() })), { timeoutMs });
  await waitFor(() => isTaken(notifications.getUnreadCount({})), { timeoutMs });
  await accounts.deleteAccount({ requestId: randomUUID(), password });
}

/** The answer may be an error, but not of the token. */
async function isTaken(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    return error instanceof ClientError && error.code === Status.NOT_FOUND;
  }
}
