import type { Migration } from '../../../kit/database/database.ts';

export const createPostComment: Migration = {
  name: 'posts/0010_create_post_comment',
  async up(knex) {
    await knex.raw(`
      create table post_comment (
        comment_id text primary key not null,
        post_id text not null references post on delete cascade,
        author_id text not null,
        parent_id text,
        hidden integer not null default 0,
        deleted integer not null default 0
      ) without rowid`);
    await knex.raw('create index post_comment_author on post_comment (post_id, author_id)');
    await knex.raw('create index post_comment_parent on post_comment (parent_id) where parent_id is not null');
    await knex.raw('create index post_comment_hidden on post_comment (post_id) where hidden = 1');
    // Hidden ones and what stands under them too, and how many are hidden.
    await knex.raw('alter table post add column all_comments integer not null default 0');
    await knex.raw('alter table post add column hidden_comments integer not null default 0');
    // The comments' log is heard anew from its beginning.
    await knex.raw('update post set comment_count = 0');
    await knex.raw("delete from event_cursor where name = 'comments'");
  },
};
