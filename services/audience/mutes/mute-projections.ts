import type { ReplayedProjection } from '../../kit/projections/projection.ts';

/** The replica of mutes, as it is made from profile's log. */
export const muteProjections: readonly ReplayedProjection[] = [
  {
    name: 'mutes',
    clear: ['delete from mute'],
    content: `
      select muter_id || ' ' || muted_id as key, json_array(notifications, expire_time) as value
      from mute order by 1`,
  },
  {
    name: 'muted reposts',
    clear: ['delete from repost_mute'],
    content: `select muter_id || ' ' || muted_id as key, '' as value from repost_mute order by 1`,
  },
  {
    name: 'muted terms',
    clear: ['delete from muted_term'],
    content: `
      select account_id || ' ' || term_id as key, json_array(term, hashtag, expire_time) as value
      from muted_term order by 1`,
  },
];
