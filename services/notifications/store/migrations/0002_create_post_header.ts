import type { Migration } from '../../../kit/database/database.ts';

export const createPostHeader: Migration = {
  name: 'notifications/0002_create_post_header',
  async up(knex) {
    await knex.schema.raw(`
      create table post_header (
        post_id text primary key not null,
        author_id text not null,
        audience text not null,
        snippet text not null,
        state text not null
      ) without rowid`);
    await knex.schema.raw(`
      create table post_mention (
        post_id text not null,
        account_id text not null,
        primary key (post_id, account_id)
      ) without rowid`);
  },
};
