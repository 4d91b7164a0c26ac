import type { Migration } from '../../../kit/database/database.ts';

/** What must be remembered so that the order in which different logs arrive makes no difference. */
export const createPairCut: Migration = {
  name: 'notifications/0003_create_pair_cut',
  async up(knex) {
    await knex.schema.createTable('pair_cut', (table) => {
      table.text('low_id').notNullable();
      table.text('high_id').notNullable();
      table.bigInteger('cut_time').notNullable();
      table.primary(['low_id', 'high_id']);
      table.index(['high_id']);
    });
    await knex.schema.createTable('deleted_account', (table) => {
      table.text('account_id').primary();
    });
  },
};
