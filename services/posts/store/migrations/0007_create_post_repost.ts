import type { Migration } from '../../../kit/database/database.ts';

export const createPostRepost: Migration = {
  name: 'posts/0007_create_post_repost',
  async up(knex) {
    await knex.raw('alter table post add column repost_count integer not null default 0');
    await knex.raw('alter table post add column quote_count integer not null default 0');
    await knex.raw('alter table post add column quoted_post_id text');
    await knex.raw('alter table post add column quoted_author_id text');
    // The author of the quoted post removed it from here.
    await knex.raw('alter table post add column quote_removed integer not null default 0');
    await knex.raw('create index post_quoted on post (quoted_post_id, post_id) where quoted_post_id is not null');
    await knex.raw(`
      create table post_repost (
        post_id text not null references post on delete cascade,
        account_id text not null,
        repost_id text not null,
        position bigint not null,
        primary key (post_id, account_id)
      ) without rowid`);
    await knex.raw('create index post_repost_account on post_repost (account_id, repost_id)');
    await knex.raw('create index post_repost_order on post_repost (post_id, repost_id)');
    await knex.raw('create index post_repost_position on post_repost (position)');
  },
};
