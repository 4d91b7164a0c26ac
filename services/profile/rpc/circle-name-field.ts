import { line } from '../../kit/fields.ts';

/** What the owner of a circle calls it. */
export const circleName = line({ min: 1, max: 50 });
