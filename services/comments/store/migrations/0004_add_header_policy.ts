import type { Migration } from '../../../kit/database/database.ts';

export const addHeaderPolicy: Migration = {
  name: 'comments/0004_add_header_policy',
  async up(knex) {
    await knex.schema.alterTable('post_header', (table) => {
      table.text('circle_id');
      table.text('comment_policy').notNullable().defaultTo('everyone');
    });
  },
};
