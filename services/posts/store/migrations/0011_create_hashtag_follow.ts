import type { Migration } from '../../../kit/database/database.ts';

export const createHashtagFollow: Migration = {
  name: 'posts/0011_create_hashtag_follow',
  async up(knex) {
    await knex.raw(`
      create table hashtag_follow (
        account_id text not null,
        hashtag text not null,
        primary key (account_id, hashtag)
      ) without rowid`);
    await knex.raw('create index hashtag_follow_hashtag on hashtag_follow (hashtag, account_id)');
  },
};
