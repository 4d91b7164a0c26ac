import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { RpcError } from '../rpc/rpc-error.ts';

/** What signing in, signing up and refreshing give. */
export interface Grant {
  profile: Profile;
  accessToken: string;
  expireTime: Date;
}

/** Why there is no session any more: the reason of the refusal. */
export interface Ended {
  ended: 'REFRESH_TOKEN_INVALID' | 'REFRESH_TOKEN_REUSED';
}

/** What exchanging the refresh cookie needs. */
export interface ExchangePorts {
  refresh(requestId: string): Promise<Grant>;
  /** The request_id of an exchange whose answer has not been handled. It outlives the page. */
  pending: { read(): string | undefined; write(requestId: string): void; clear(): void };
  newRequestId(): string;
}

/**
 * Exchanges the refresh cookie, which works once. A page that is reloaded before it handled the answer must not look
 * like a thief who uses the cookie a second time: it retries with the same request_id.
 * To be run by one tab at a time. Throws RpcError when no answer came; then the cookie is as good as before.
 */
export async function exchangeCookie(ports: ExchangePorts): Promise<Grant | Ended> {
  const earlier = ports.pending.read();
  const outcome = await attempt(ports, earlier ?? ports.newRequestId());
  // The cookie has moved on since that id was made, so the id is of no more use.
  if (outcome === 'id-reused') return settle(await attempt(ports, ports.newRequestId()));
  return outcome;
}

async function attempt(ports: ExchangePorts, requestId: string): Promise<Grant | Ended | 'id-reused'> {
  ports.pending.write(requestId);
  try {
    const grant = await ports.refresh(requestId);
    ports.pending.clear();
    return grant;
  } catch (error) {
    const outcome = readRefusal(error);
    if (outcome === undefined) throw error;
    ports.pending.clear();
    return outcome;
  }
}

/** What an error means for the session; undefined when it says nothing about it. */
function readRefusal(error: unknown): Ended | 'id-reused' | undefined {
  if (!(error instanceof RpcError)) return undefined;
  if (error.reason === 'REQUEST_ID_REUSED') return 'id-reused';
  if (error.reason === 'REFRESH_TOKEN_REUSED') return { ended: error.reason };
  return error.status === 'UNAUTHENTICATED' ? { ended: 'REFRESH_TOKEN_INVALID' } : undefined;
}

function settle(outcome: Grant | Ended | 'id-reused'): Grant | Ended {
  if (outcome === 'id-reused') return { ended: 'REFRESH_TOKEN_INVALID' };
  return outcome;
}
