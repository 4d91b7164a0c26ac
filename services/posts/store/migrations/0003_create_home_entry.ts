import type { Migration } from '../../../kit/database/database.ts';

export const createHomeEntry: Migration = {
  name: 'posts/0003_create_home_entry',
  async up(knex) {
    await knex.raw(`
      create table home_entry (
        owner_id text not null,
        post_id text not null,
        author_id text not null,
        position bigint not null,
        primary key (owner_id, post_id)
      ) without rowid`);
    await knex.raw('create index home_entry_position on home_entry (position, owner_id)');
  },
};
