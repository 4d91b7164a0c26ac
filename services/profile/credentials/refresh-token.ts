import { createHmac, timingSafeEqual } from 'node:crypto';

/** Which generation of which session a refresh token is. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly generation: number;
}

/**
 * Writes a refresh token: `session.generation.mac`. It is made from the session
 * alone, so that a retry can be answered with the same token again though no
 * token is stored.
 */
export function writeRefreshToken(secret: Uint8Array, { sessionId, generation }: RefreshToken): string {
  return `${sessionId}.${generation}.${macOf(secret, sessionId, generation).toString('base64url')}`;
}

/** Reads a token that this secret made; undefined for any other text. */
export function readRefreshToken(secret: Uint8Array, text: string): RefreshToken | undefined {
  const match = /^([0-9a-f-]{36})\.(0|[1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/.exec(text);
  if (!match) return undefined;
  const [, sessionId = '', digits = '', mac = ''] = match;
  const generation = Number(digits);
  const isOurs = timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(secret, sessionId, generation));
  return isOurs ? { sessionId, generation } : undefined;
}

function macOf(secret: Uint8Array, sessionId: string, generation: number): Buffer {
  return createHmac('sha256', secret).update(`${sessionId}.${generation}`).digest();
}
