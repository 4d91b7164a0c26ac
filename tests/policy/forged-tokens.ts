import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Fields } from './answer.ts';
import type { StolenKey } from './signing-key.ts';

/** What is needed to forge well. */
export interface Material {
  readonly key: StolenKey;
  readonly accountId: string;
  readonly sessionId: string;
  /** A value of the refresh cookie. */
  readonly refreshToken: string;
  /** A token of a session that has ended. */
  readonly endedToken: string;
}

/** A bad credential, as the fields that carry it. */
export interface Forgery {
  readonly headers: Fields;
  /** Added to the path. */
  readonly query?: string;
  /** A server of Node's sees the first of two headers only: so this can be told at the edge, where it is refused. */
  readonly isForEdge?: true;
}

type Part = object | string;
const encode = (part: Part | Buffer) =>
  (Buffer.isBuffer(part) ? part : Buffer.from(typeof part === 'string' ? part : JSON.stringify(part))).toString(
    'base64url',
  );

/** A good token of the member, made here. */
export function goodToken({ key, ...who }: Pick<Material, 'key' | 'accountId' | 'sessionId'>): string {
  return signToken(headerOf(key), claimsOf(who), key.privateKey);
}

/** Tokens, and ways to send them, none of which may be taken for a member's; each by what is wrong with it. */
export function forge(material: Material): Record<string, Forgery> {
  const good = goodToken(material);
  const tokens = { ...ofAlgorithm(material), ...ofKey(material), ...ofClaims(material), ...ofForm(material, good) };
  const bearers = Object.entries(tokens).map(([name, token]) => [name, bearer(token)] as const);
  return { ...Object.fromEntries(bearers), ...ofHeader(good) };
}

function headerOf({ keyId }: StolenKey) {
  return { alg: 'EdDSA', typ: 'at+jwt', kid: keyId };
}

function claimsOf({ accountId, sessionId }: { accountId: string; sessionId: string }) {
  const iat = Math.floor(Date.now() / 1_000);
  return { iss: 'tertulia', aud: 'tertulia', sub: accountId, sid: sessionId, iat, exp: iat + 300 };
}

function signToken(header: Part, claims: Part, key: KeyObject): string {
  const body = `${encode(header)}.${encode(claims)}`;
  return `${body}.${encode(sign(null, Buffer.from(body), key))}`;
}

function ofAlgorithm({ key, ...who }: Material): Record<string, string> {
  const claims = claimsOf(who);
  const unsigned = (alg: string) => `${encode({ ...headerOf(key), alg })}.${encode(claims)}.`;
  const hmac = (secret: string | Buffer) => {
    const body = `${encode({ ...headerOf(key), alg: 'HS256' })}.${encode(claims)}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  };
  const jwk = key.publicKey.export({ format: 'jwk' });
  return {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg nOnE': unsigned('nOnE'),
    'alg NONE': unsigned('NONE'),
    'no alg': `${encode({ typ: 'at+jwt', kid: key.keyId })}.${encode(claims)}.`,
    'alg none, with a genuine signature': signToken({ ...headerOf(key), alg: 'none' }, claims, key.privateKey),
    'alg ES256, with a genuine signature': signToken({ ...headerOf(key), alg: 'ES256' }, claims, key.privateKey),
    'HS256 with the public key as PEM': hmac(key.publicKey.export({ format: 'pem', type: 'spki' })),
    'HS256 with the public key as DER': hmac(key.publicKey.export({ format: 'der', type: 'spki' })),
    'HS256 with the bytes of the public key': hmac(Buffer.from(String(jwk.x), 'base64url')),
    'HS256 with the public key as JWK': hmac(JSON.stringify(jwk)),
    'HS256 with nothing': hmac(''),
  };
}

function ofKey({ key, ...who }: Material): Record<string, string> {
  const claims = claimsOf(who);
  const other = generateKeyPairSync('ed25519');
  const otherJwk = other.publicKey.export({ format: 'jwk' });
  const signed = (header: object, by = key.privateKey) => signToken({ ...headerOf(key), ...header }, claims, by);
  return {
    'another key under the same kid': signed({}, other.privateKey),
    'an unknown kid': signed({ kid: '0190f3a0-0000-7000-8000-000000000000' }),
    'a kid that is a path': signed({ kid: '../../../../../../dev/null' }),
    'a kid that is SQL': signed({ kid: "' or '1'='1" }),
    'a kid that is no text': signed({ kid: 1 }),
    'a kid that is a property of objects': signed({ kid: '__proto__' }),
    'no kid': signed({ kid: undefined }),
    'a key of its own in the header': signed({ jwk: otherJwk, kid: undefined }, other.privateKey),
    'a key of its own under the same kid': signed({ jwk: { ...otherJwk, kid: key.keyId } }, other.privateKey),
    'an address of keys': signed({ jku: 'http://127.0.0.1:1/jwks.json', kid: 'mine' }, other.privateKey),
    'a certificate of its own': signed({ x5c: ['MIIB'], kid: undefined }, other.privateKey),
    'a critical header that nobody knows': signed({ crit: ['tertulia'], tertulia: 1 }),
    'a payload that is not encoded (b64)': signed({ crit: ['b64'], b64: false }),
  };
}

function ofClaims({ key, ...who }: Material): Record<string, string> {
  const usual = claimsOf(who);
  const now = usual.iat;
  const signed = (claims: object, header = {}) =>
    signToken({ ...headerOf(key), ...header }, { ...usual, ...claims }, key.privateKey);
  return {
    'exp of 0': signed({ exp: 0 }),
    'exp of an hour ago': signed({ iat: now - 3_900, exp: now - 3_600 }),
    'exp that is text': signed({ exp: 'never' }),
    'exp below zero': signed({ exp: -1 }),
    'no exp': signed({ exp: undefined }),
    'a life of a year': signed({ exp: now + 31_536_000 }),
    'iat in the future': signed({ iat: now + 3_600, exp: now + 3_900 }),
    'no iat': signed({ iat: undefined }),
    'nbf in the future': signed({ nbf: now + 3_600 }),
    'another aud': signed({ aud: 'somebody' }),
    'no aud': signed({ aud: undefined }),
    'another iss': signed({ iss: 'https://tertulia.example' }),
    'no iss': signed({ iss: undefined }),
    'no sub': signed({ sub: undefined }),
    'an empty sub': signed({ sub: '' }),
    'no sid': signed({ sid: undefined }),
    'typ of an identity token': signed({}, { typ: 'JWT' }),
    'no typ': signed({}, { typ: undefined }),
  };
}

function ofForm({ key, refreshToken, endedToken, ...who }: Material, good: string): Record<string, string> {
  const [header = '', payload = '', signature = ''] = good.split('.');
  const raised = encode({ ...claimsOf(who), sub: '0190f3a0-0000-7000-8000-000000000000' });
  return {
    'a session that has ended': endedToken,
    'a refresh token': refreshToken,
    'no signature': `${header}.${payload}`,
    'an empty signature': `${header}.${payload}.`,
    'half a signature': `${header}.${payload}.${signature.slice(0, 43)}`,
    'a signature of zeros': `${header}.${payload}.${encode(Buffer.alloc(64))}`,
    'a signature of another account': `${header}.${raised}.${signature}`,
    'a fourth part': `${good}.${signature}`,
    'a payload that is no JSON': signToken(headerOf(key), 'no JSON', key.privateKey),
    'a payload that is a list': signToken(headerOf(key), [claimsOf(who)], key.privateKey),
    'eight thousand letters': 'a'.repeat(8_192),
    'a good token and much after it': signToken(
      headerOf(key),
      { ...claimsOf(who), x: 'x'.repeat(8_192) },
      key.privateKey,
    ),
  };
}

function ofHeader(good: string): Record<string, Forgery> {
  const authorization = (...values: string[]) => ({
    headers: values.map((value) => ['authorization', value] as const),
  });
  return {
    'two tokens in one header': authorization(`Bearer ${good}, Bearer ${good}`),
    'two tokens, a comma between': authorization(`Bearer ${good},${good}`),
    'two headers': { ...authorization(`Bearer ${good}`, `Bearer ${good}`), isForEdge: true },
    'a bad header before a good one': authorization('Bearer x', `Bearer ${good}`),
    'a good header before a bad one': { ...authorization(`Bearer ${good}`, 'Bearer x'), isForEdge: true },
    'the scheme in lower case': authorization(`bearer ${good}`),
    'another scheme': authorization(`Basic ${good}`),
    'no scheme': authorization(good),
    'nothing but the scheme': authorization('Bearer'),
    'the token in the query': { headers: [], query: `?access_token=${good}` },
    'the token in a cookie': { headers: [['cookie', `access_token=${good}; authorization=${good}`]] },
    'the token in headers of the gateway': {
      headers: [
        ['x-forwarded-access-token', good],
        ['x-envoy-authorization', `Bearer ${good}`],
        ['proxy-authorization', `Bearer ${good}`],
      ],
    },
  };
}

function bearer(token: string): Forgery {
  return { headers: [['authorization', `Bearer ${token}`]] };
}
