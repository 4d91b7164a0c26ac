import { z } from 'zod';

/** A handle as an account gets it. */
export const newHandle = z.string().regex(/^[a-z0-9_]{3,30}$/, 'must have 3 to 30 characters of a–z, 0–9 and _');

/** A handle as people type it, in any case. One that no account can have is simply not found. */
export const anyHandle = z
  .string()
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 characters')
  .transform((handle) => handle.toLowerCase());
