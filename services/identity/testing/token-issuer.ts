import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWTHeaderParameters, SignJWT } from 'jose';
import { SigningKeyPublished } from '#gen/tertulia/profile/v1/session_events.ts';
import { newId } from '../../kit/ids.ts';
import type { EventSource } from '../../kit/testing/event-source.ts';

/** Issues access tokens as profile does. */
export interface TokenIssuer {
  readonly keyId: string;
  /** As JSON. */
  readonly publicJwk: string;
  readonly privateKey: KeyObject;
  /** A good token of 5 minutes, unless `claims` or `header` replace what makes it so. */
  issue(
    session: { accountId: string; sessionId?: string },
    claims?: object,
    header?: Partial<JWTHeaderParameters>,
  ): Promise<string>;
}

/** Makes a key and publishes it in the source's log. A verifier knows it when its consumer has got there. */
export async function createTokenIssuer(source: Pick<EventSource, 'append'>): Promise<TokenIssuer> {
  const keyId = newId();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicJwk = JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'EdDSA', use: 'sig' });
  await source.append(keyId, SigningKeyPublished, { keyId, publicJwk });
  return {
    keyId,
    publicJwk,
    privateKey,
    issue({ accountId, sessionId = newId() }, claims = {}, header = {}) {
      const iat = Math.floor(Date.now() / 1_000);
      const usual = { iss: 'tertulia', aud: 'tertulia', sub: accountId, sid: sessionId, iat, exp: iat + 300 };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keyId, ...header })
        .sign(privateKey);
    },
  };
}
