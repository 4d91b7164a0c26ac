import type { Migration } from '../../../kit/database/database.ts';

export const createPostBookmark: Migration = {
  name: 'posts/0009_create_post_bookmark',
  async up(knex) {
    await knex.raw(`
      create table post_bookmark (
        account_id text not null,
        post_id text not null references post on delete cascade,
        bookmark_id text not null,
        primary key (account_id, post_id)
      ) without rowid`);
    await knex.raw('create index post_bookmark_post on post_bookmark (post_id)');
    await knex.raw('create index post_bookmark_order on post_bookmark (account_id, bookmark_id)');
    // The newest pinned is listed first.
    await knex.raw('alter table post add column pin_time bigint');
    await knex.raw('create index post_pinned on post (author_id, pin_time) where pin_time is not null');
    // Orders likes in lists: the later, the newer.
    await knex.raw("alter table post_like add column like_id text not null default ''");
    await knex.raw("update post_like set like_id = printf('%016x', create_time) || account_id || post_id");
    await knex.raw('create index post_like_order on post_like (post_id, like_id)');
    await knex.raw('create index post_like_account_order on post_like (account_id, like_id)');
    await knex.raw('drop index post_like_account');
  },
};
