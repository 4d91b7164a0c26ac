import type { Migration } from '../../../kit/database/database.ts';

export const createPostHeader: Migration = {
  name: 'notifications/0002_create_post_header',
  async up(knex) {
    await knex.schema.createTable('post_header', (table) => {
      table.text('post_id').primary();
      table.text('author_id').notNullable();
      table.text('audience').notNullable();
      table.text('snippet').notNullable();
      table.text('state').notNullable();
    });
    await knex.schema.createTable('post_mention', (table) => {
      table.text('post_id').notNullable();
      table.text('account_id').notNullable();
      table.primary(['post_id', 'account_id']);
    });
  },
};
