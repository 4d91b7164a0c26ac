import type { Migration } from '../../../kit/database/database.ts';

export const addPostEdits: Migration = {
  name: 'posts/0006_add_post_edits',
  async up(knex) {
    // Grows with each edit.
    await knex.raw('alter table post add column version integer not null default 1');
    await knex.raw('alter table post add column edit_time bigint');
    // Set while a deletion can be taken back: the post is there for nobody.
    await knex.raw('alter table post add column delete_time bigint');
    await knex.raw('create index post_deleted on post (delete_time) where delete_time is not null');
    // Texts that a post had; the present one is its own.
    await knex.raw(`
      create table post_revision (
        post_id text not null references post on delete cascade,
        version integer not null,
        text text not null,
        spans text not null,
        write_time bigint not null,
        primary key (post_id, version)
      ) without rowid`);
  },
};
