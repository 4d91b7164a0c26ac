import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { TokenInvalid } from '../kit/mesh-errors.ts';
import type { VerifiedToken } from '../kit/token-verifier.ts';

/** What a good access token says. */
export interface AccessTokenClaims extends VerifiedToken {
  /** Milliseconds since the epoch. */
  expireTime: number;
}

const maxTokenLength = 4096;
const maxLifeSeconds = 300;
/** How far the clock of who issued the token may be ahead of ours. */
const maxSkewSeconds = 60;

const rules = {
  algorithms: ['EdDSA'],
  typ: 'at+jwt',
  issuer: 'tertulia',
  audience: 'tertulia',
  requiredClaims: ['sub', 'sid', 'iat', 'exp'],
};

/** The id of the key that a token claims to be signed with. Throws TokenInvalid. */
export function readKeyId(token: string): string {
  if (token.length > maxTokenLength) throw new TokenInvalid();
  try {
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid === 'string') return kid;
  } catch {}
  throw new TokenInvalid();
}

/** Checks signature and claims (RFC 8725, RFC 9068). Rejects with TokenInvalid, whatever is wrong. */
export async function verifyAccessToken(token: string, key: KeyObject): Promise<AccessTokenClaims> {
  const payload = await jwtVerify(token, key, rules).then(
    (result) => result.payload,
    () => undefined,
  );
  const claims = payload && toClaims(payload);
  if (claims === undefined) throw new TokenInvalid();
  return claims;
}

function toClaims({ sub, sid, iat = Number.NaN, exp = Number.NaN }: JWTPayload): AccessTokenClaims | undefined {
  if (typeof sub !== 'string' || sub === '' || typeof sid !== 'string' || sid === '') return undefined;
  const timely = exp - iat <= maxLifeSeconds && iat <= Date.now() / 1000 + maxSkewSeconds;
  return timely ? { accountId: sub, sessionId: sid, expireTime: exp * 1000 } : undefined;
}
