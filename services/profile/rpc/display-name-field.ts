import { line } from '../../kit/fields.ts';

/** The name that people read. */
export const displayName = line({ min: 1, max: 50 });
