import type { Metadata } from 'nice-grpc';
import { sessionIdleMs } from '../domain/session.ts';
import { type RefreshToken, readRefreshToken, writeRefreshToken } from './refresh-token.ts';

/** The cookie that holds a session. `__Secure-` makes browsers take it over HTTPS (or from localhost) only. */
export const refreshCookieName = '__Secure-tertulia-refresh';

const attributes = 'Path=/tertulia.profile.v1.SessionService/; HttpOnly; Secure; SameSite=Strict';

/** The part of a call that cookies travel in. */
export interface CookieCarrier {
  readonly metadata: Metadata;
  readonly header: Metadata;
}

/** The first refresh token of ours among the cookies of a call. */
export function readRefreshCookie(call: CookieCarrier, secret: Uint8Array): RefreshToken | undefined {
  const values = call.metadata.getAll('cookie').flatMap((header) => readCookie(String(header), refreshCookieName));
  for (const value of values) {
    const token = readRefreshToken(secret, value);
    if (token) return token;
  }
  return undefined;
}

/** Every value of a name in a `Cookie` header: there are several where paths overlap (RFC 6265 §5.4). */
export function readCookie(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1).replace(/^"(.*)"$/, '$1'));
}

export function setRefreshCookie(call: CookieCarrier, secret: Uint8Array, token: RefreshToken): void {
  const maxAge = sessionIdleMs / 1_000;
  call.header.set(
    'set-cookie',
    `${refreshCookieName}=${writeRefreshToken(secret, token)}; ${attributes}; Max-Age=${maxAge}`,
  );
}

export function clearRefreshCookie(call: CookieCarrier): void {
  call.header.set('set-cookie', `${refreshCookieName}=; ${attributes}; Max-Age=0`);
}
