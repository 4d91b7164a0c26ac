import type { Migration } from '../../../kit/database/database.ts';

/** Whose act left, and where it was told: for the pages that list people. What left before is forgotten within an hour. */
export const addLeftActor: Migration = {
  name: 'notifications/0011_add_left_actor',
  async up(knex) {
    for (const column of ['receiver_id', 'actor_id'])
      await knex.schema.raw(`alter table left_act add column ${column} text not null default ''`);
    await knex.schema.raw('alter table left_act add column place integer not null default 1');
    await knex.schema.raw('create index left_act_request on left_act (receiver_id) where place = 2');
  },
};
