import type { Migration } from '../../../kit/database/database.ts';

export const createPostLike: Migration = {
  name: 'posts/0002_create_post_like',
  async up(knex) {
    await knex.raw(`
      create table post_like (
        post_id text not null references post on delete cascade,
        account_id text not null,
        create_time bigint not null,
        primary key (post_id, account_id)
      ) without rowid`);
    await knex.raw('create index post_like_account on post_like (account_id)');
  },
};
