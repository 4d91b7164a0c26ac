import type { Migration } from '../../../kit/database/database.ts';

export const createPost: Migration = {
  name: 'posts/0001_create_post',
  async up(knex) {
    await knex.schema.createTable('post', (table) => {
      table.text('post_id').primary();
      table.text('author_id').notNullable();
      table.text('text').notNullable();
      table.text('spans').notNullable();
      table.text('audience').notNullable();
      table.bigInteger('create_time').notNullable();
      table.integer('like_count').notNullable().defaultTo(0);
      table.integer('comment_count').notNullable().defaultTo(0);
      // Of its PostCreated in the log.
      table.bigInteger('position').notNullable();
      table.index(['author_id', 'post_id']);
    });
    // `without rowid` keeps the rows in the index of their key: one search where there would be two.
    await knex.raw(`
      create table post_hashtag (
        hashtag text not null,
        post_id text not null references post on delete cascade,
        primary key (hashtag, post_id)
      ) without rowid`);
    await knex.raw('create index post_hashtag_post on post_hashtag (post_id)');
  },
};
