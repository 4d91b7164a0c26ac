import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type HttpServer, startHttp } from './start-http.ts';

export interface TokenClaims {
  /** Default: `account-1`. */
  sub?: string;
  /** Default: `tertulia`. */
  iss?: string;
  /** Default: `tertulia`. */
  aud?: string;
  /** Seconds until it expires, negative if it has. Default: 300. */
  expiresIn?: number;
}

/** A signing key and the server of its public half, as profile has them. */
export interface Keys extends HttpServer {
  issue(claims?: TokenClaims): Promise<string>;
}

/** Starts a server of one fresh key; another one's tokens name the same key but are forged. */
export async function startKeys(): Promise<Keys> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const header = { alg: 'EdDSA', kid: 'key-1', typ: 'at+jwt' };
  const body = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', use: 'sig', kid: 'key-1' }] });
  const server = await startHttp((request, response) => {
    response.statusCode = request.url === '/.well-known/jwks.json' ? 200 : 404;
    response.setHeader('content-type', 'application/json').end(body);
  });
  const issue = ({ sub = 'account-1', iss = 'tertulia', aud = 'tertulia', expiresIn = 300 }: TokenClaims = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ sub, iss, aud, sid: 'session-1', iat: now - 300, exp: now + expiresIn })
      .setProtectedHeader(header)
      .sign(privateKey);
  };
  return { ...server, issue };
}
