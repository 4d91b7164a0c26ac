import type { Migration } from '../../../kit/database/database.ts';

export const createComment: Migration = {
  name: 'comments/0001_create_comment',
  async up(knex) {
    await knex.schema.createTable('comment', (table) => {
      table.text('comment_id').primary();
      table.text('post_id').notNullable();
      table.text('parent_comment_id');
      // A tombstone keeps neither author nor text.
      table.text('author_id');
      table.text('text').notNullable();
      table.bigInteger('create_time').notNullable();
      table.integer('reply_count').notNullable().defaultTo(0);
      table.text('state').notNullable();
      table.index(['post_id', 'parent_comment_id', 'comment_id']);
      table.index(['author_id', 'parent_comment_id']);
    });
  },
};
