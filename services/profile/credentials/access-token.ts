import { SignJWT } from 'jose';
import type { SigningKey } from '../store/key-store.ts';
import { readPrivateKey } from './signing-key.ts';

/** A JWT, and when it expires. */
export interface AccessToken {
  readonly token: string;
  readonly expireTime: Date;
}

/** How long an access token lives. */
export const accessTokenMs = 300_000;
/**
 * How much longer a token may live than its session's end says: the clocks of
 * two replicas, and a token being signed while its session ends.
 */
const slackMs = 30_000;

/** When every access token that was issued until now has expired. */
export function lastTokenExpireTime(now: Date): Date {
  return new Date(now.getTime() + accessTokenMs + slackMs);
}

/** Signs an access token (RFC 9068) of a session. */
export async function signAccessToken(
  key: SigningKey,
  session: { accountId: string; sessionId: string },
  issueTime: Date,
): Promise<AccessToken> {
  const issued = Math.floor(issueTime.getTime() / 1_000);
  const expires = issued + accessTokenMs / 1_000;
  const token = await new SignJWT({ sid: session.sessionId })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.keyId })
    .setIssuer('tertulia')
    .setAudience('tertulia')
    .setSubject(session.accountId)
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .sign(readPrivateKey(key.privateJwk));
  return { token, expireTime: new Date(expires * 1_000) };
}
