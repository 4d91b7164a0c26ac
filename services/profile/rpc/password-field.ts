import { z } from 'zod';
import { countGraphemes } from '../../kit/fields.ts';
import { because } from '../../kit/validate.ts';

/** In UTF-16 code units: a character may be made of several. */
const maxUnits = 128 * 16;
const length = 'must have 10 to 128 characters';

/** A password as an account gets it. Any characters; nothing of it is changed. */
export const newPassword = z
  .string()
  .refine((password) => lengthOf(password) >= 10, { error: length, ...because('TOO_SHORT') })
  .refine((password) => lengthOf(password) <= 128, { error: length, ...because('TOO_LONG') });

/** A password that is to be checked. */
export const anyPassword = z.string().min(1, 'must not be empty').max(maxUnits, 'must have at most 128 characters');

/** In characters; what is far too long is not counted. */
function lengthOf(password: string): number {
  return password.length > maxUnits ? Number.POSITIVE_INFINITY : countGraphemes(password);
}
