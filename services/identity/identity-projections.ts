import type { ReplayedProjection } from '../kit/projections/projection.ts';

/**
 * The replica of signing keys, as it is made from profile's log. Ended sessions are forgotten by the clock, so what is
 * there of them says nothing.
 */
export const identityProjections: readonly ReplayedProjection[] = [
  {
    name: 'signing keys',
    clear: ['delete from signing_key'],
    content: 'select key_id as key, public_jwk as value from signing_key order by key_id',
  },
];
