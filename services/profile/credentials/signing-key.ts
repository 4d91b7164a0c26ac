import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';

/** A new pair, both halves as JWKs in JSON (RFC 8037). */
export function makeKeyPair(keyId: string): { privateJwk: string; publicJwk: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'EdDSA', use: 'sig' };
  return { privateJwk: JSON.stringify(privateKey.export({ format: 'jwk' })), publicJwk: JSON.stringify(publicJwk) };
}

/** Reads the private half of a pair. */
export function readPrivateKey(privateJwk: string): KeyObject {
  const key: JsonWebKey = JSON.parse(privateJwk);
  return createPrivateKey({ format: 'jwk', key });
}
