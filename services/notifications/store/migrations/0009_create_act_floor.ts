import type { Migration } from '../../../kit/database/database.ts';

/** What must be known so that what is there can be compared with what the logs say. */
export const createActFloor: Migration = {
  name: 'notifications/0009_create_act_floor',
  async up(knex) {
    // Of what a receiver was told until then, the oldest may have been deleted.
    await knex.schema.raw(`
      create table act_floor (
        receiver_id text primary key not null,
        floor_time bigint not null
      ) without rowid`);
    await knex.schema.raw(`
      insert into act_floor (receiver_id, floor_time)
      select receiver_id, max(create_time) from act where receiver_id in (
        select receiver_id from notification group by receiver_id having count(*) >= 1000)
      group by receiver_id`);
    await knex.schema.raw('create index comment_header_post on comment_header (post_id)');
    // Texts under posts that are gone were kept so far.
    const purged = "post_id in (select post_id from post_header where state = 'purged')";
    await knex.schema.raw(`update comment_header set text = '', mentioned = '[]' where ${purged}`);
    await knex.schema.raw(`delete from hidden_comment where ${purged}`);
  },
};
