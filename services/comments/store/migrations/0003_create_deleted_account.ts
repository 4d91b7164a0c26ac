import type { Migration } from '../../../kit/database/database.ts';

export const createDeletedAccount: Migration = {
  name: 'comments/0003_create_deleted_account',
  async up(knex) {
    await knex.schema.createTable('deleted_account', (table) => {
      table.text('account_id').primary();
    });
  },
};
