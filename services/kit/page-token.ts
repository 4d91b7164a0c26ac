import { createHash } from 'node:crypto';
import { InvalidPageToken } from './mesh-errors.ts';

type Cursor = readonly (string | number)[];

/**
 * An opaque token (AIP-158) that says where the next page begins.
 * @param query what the list is: method, owner, filter …; not the page size, which may change between pages
 * @param cursor the sort key of the last item given
 */
export function writePageToken(query: readonly unknown[], cursor: Cursor): string {
  const check = createHash('sha256')
    .update(JSON.stringify([query, cursor]))
    .digest('base64url')
    .slice(0, 16);
  return Buffer.from(JSON.stringify([check, ...cursor])).toString('base64url');
}

/** The cursor of a token; undefined for ''. Throws InvalidPageToken for one that this query did not give. */
export function readPageToken(query: readonly unknown[], token: string): (string | number)[] | undefined {
  if (token === '') return undefined;
  const cursor = decodeCursor(token);
  // Written again it must be the same: so neither another query's token nor another spelling of this one passes.
  if (cursor === undefined || writePageToken(query, cursor) !== token) throw new InvalidPageToken();
  return cursor;
}

/**
 * The position of a log in a cursor. A token is no secret: whoever knows what it is made of can make one, of anything.
 * Throws InvalidPageToken for what is no position.
 */
export function readPosition(value: string | number | undefined): bigint {
  if (!/^\d{1,18}$/.test(String(value))) throw new InvalidPageToken();
  return BigInt(String(value));
}

function decodeCursor(token: string): (string | number)[] | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (!Array.isArray(content)) return undefined;
    const cursor: unknown[] = content.slice(1);
    return cursor.every(isCursorValue) ? cursor : undefined;
  } catch {
    return undefined;
  }
}

function isCursorValue(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
