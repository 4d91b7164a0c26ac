import type { Migration } from '../../../kit/database/database.ts';

export const addHomeEntrySource: Migration = {
  name: 'posts/0008_add_home_entry_source',
  async up(knex) {
    await knex.raw(`
      create table home_entry_by_source (
        owner_id text not null,
        entry_id text not null,
        source text not null,
        post_id text not null,
        author_id text not null,
        position bigint not null,
        primary key (owner_id, entry_id, source)
      ) without rowid`);
    await knex.raw(`
      insert into home_entry_by_source (owner_id, entry_id, source, post_id, author_id, position)
      select owner_id, post_id, '', post_id, author_id, position from home_entry order by owner_id, post_id`);
    await knex.raw('drop table home_entry');
    await knex.raw('alter table home_entry_by_source rename to home_entry');
    await knex.raw('create index home_entry_position on home_entry (position, owner_id)');
    // The reposts of one post: without them a post of somebody whom one follows costs no more than before.
    await knex.raw(
      'create index home_entry_repost on home_entry (owner_id, post_id, entry_id) where entry_id <> post_id',
    );
  },
};
