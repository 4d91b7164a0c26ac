import type { ReplayedProjection } from '../../kit/projections/projection.ts';

/** The replica of people and relationships, as it is made from profile's log. */
export const audienceProjections: readonly ReplayedProjection[] = [
  {
    name: 'people',
    clear: ['delete from person'],
    content: `
      select account_id as key, json_array(handle, display_name, private) as value from person order by account_id`,
  },
  {
    name: 'follows',
    clear: ['delete from follow'],
    content: `select follower_id || ' ' || followee_id as key, '' as value from follow order by 1`,
  },
  {
    name: 'blocks',
    clear: ['delete from block'],
    content: `select blocker_id || ' ' || blocked_id as key, '' as value from block order by 1`,
  },
  {
    name: 'circles',
    clear: ['delete from circle_member'],
    content: `select circle_id || ' ' || member_id as key, owner_id as value from circle_member order by 1`,
  },
];
