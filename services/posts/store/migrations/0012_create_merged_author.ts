import type { Migration } from '../../../kit/database/database.ts';

export const createMergedAuthor: Migration = {
  name: 'posts/0012_create_merged_author',
  async up(knex) {
    await knex.raw('create table merged_author (author_id text primary key not null) without rowid');
    await knex.raw('create index post_position on post (position)');
  },
};
