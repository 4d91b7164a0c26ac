import type { Migration } from '../../../kit/database/database.ts';

/** What is known of threads and of what posts say. */
export const createCommentHeader: Migration = {
  name: 'notifications/0008_create_comment_header',
  async up(knex) {
    await knex.schema.raw(`
      create table comment_header (
        comment_id text primary key not null,
        post_id text not null,
        post_author_id text not null,
        parent_id text not null,
        parent_author_id text not null,
        author_id text not null,
        text text not null,
        mentioned text not null
      ) without rowid`);
    await knex.schema.raw(`
      create table hidden_comment (
        post_id text not null,
        comment_id text not null,
        author_id text not null,
        primary key (post_id, comment_id)
      ) without rowid`);
    await knex.schema.raw(`
      create table thread_mute (
        account_id text not null,
        post_id text not null,
        primary key (account_id, post_id)
      ) without rowid`);
    await knex.schema.raw('alter table post_header rename column snippet to text');
    await knex.schema.raw("alter table post_header add column hashtags text not null default '[]'");
    await knex.schema.raw('alter table post_header add column edit_time bigint not null default 0');
    // Until now nothing of a deleted post came back.
    await knex.schema.raw("update post_header set state = 'purged' where state = 'deleted'");
    await knex.schema.raw('create index post_header_author on post_header (author_id)');
    // Of the comments that are known from what was notified, how they begin is all there is.
    await knex.schema.raw(`
      insert into comment_header (comment_id, post_id, post_author_id, parent_id, parent_author_id, author_id,
        text, mentioned)
      select comment_id, post_id, post_author_id, '', '', actor_id, note, '[]' from act where comment_id <> ''
      on conflict do nothing`);
    await knex.schema.raw("update act set note = ''");
  },
};
