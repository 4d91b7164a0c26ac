import type { Migration } from '../../../kit/database/database.ts';

export const createHomeFloor: Migration = {
  name: 'posts/0013_create_home_floor',
  async up(knex) {
    // Up to where a timeline was cut off: what is missing there is not missed.
    await knex.raw(
      'create table home_floor (owner_id text primary key not null, entry_id text not null) without rowid',
    );
  },
};
