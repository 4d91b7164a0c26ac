import { z } from 'zod';
import { countGraphemes } from '../../kit/fields.ts';

/** In UTF-16 code units: a character may be made of several. */
const maxUnits = 128 * 16;

/** A password as an account gets it. Any characters; nothing of it is changed. */
export const newPassword = z.string().refine(isLongEnough, 'must have 10 to 128 characters');

/** A password that is to be checked. */
export const anyPassword = z.string().min(1, 'must not be empty').max(maxUnits, 'must have at most 128 characters');

function isLongEnough(password: string): boolean {
  if (password.length > maxUnits) return false;
  const count = countGraphemes(password);
  return count >= 10 && count <= 128;
}
