import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { sessionClient } from '../rpc/clients.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { exchangeCookie, type Grant } from './exchange.ts';
import type { SessionMessage, SessionPorts } from './session.ts';

/** What all tabs of this browser share: the refresh cookie, and what is remembered of it. No token is ever stored. */
const pendingKey = 'tertulia.refresh';
const memberKey = 'tertulia.member';
const lockName = 'tertulia.session';

const tabs = new BroadcastChannel('tertulia.session');

/** The world of a session in a browser. */
export const browserPorts: SessionPorts = {
  exchange: () =>
    exchangeCookie({
      refresh: async (requestId) => toGrant(await sessionClient.refreshSession({ requestId })),
      pending: {
        read: () => localStorage.getItem(pendingKey) ?? undefined,
        write: (requestId) => localStorage.setItem(pendingKey, requestId),
        clear: forgetPendingRefresh,
      },
      newRequestId,
    }),
  exclusively,
  memory: {
    wasMember: () => localStorage.getItem(memberKey) !== null,
    remember: (member) => (member ? localStorage.setItem(memberKey, '1') : localStorage.removeItem(memberKey)),
  },
  tell: (message) => tabs.postMessage(message),
  now: Date.now,
  later(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Runs one piece of work that uses or changes the refresh cookie at a time, over all tabs. */
export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(lockName, work);
}

/** Another cookie has come, or there is none: an unanswered refresh of the old one is of no more use. */
export function forgetPendingRefresh(): void {
  localStorage.removeItem(pendingKey);
}

/** Calls back with what the other tabs tell. */
export function onTabMessage(listener: (message: SessionMessage) => void): void {
  tabs.addEventListener('message', ({ data }: MessageEvent<SessionMessage>) => listener(data));
}

/** Reads the answer of signing in, signing up or refreshing. */
export function toGrant(answer: {
  profile: Profile | undefined;
  accessToken: string;
  accessTokenExpireTime: Date | undefined;
}): Grant {
  const { profile, accessToken, accessTokenExpireTime: expireTime } = answer;
  if (profile === undefined || expireTime === undefined) throw new Error('The answer carries no session');
  return { profile, accessToken, expireTime };
}
