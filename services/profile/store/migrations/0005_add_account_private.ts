import type { Migration } from '../../../kit/database/database.ts';

export const addAccountPrivate: Migration = {
  name: 'profile/0005_add_account_private',
  async up(knex) {
    await knex.schema.alterTable('account', (table) => {
      table.boolean('private').notNullable().defaultTo(false);
    });
  },
};
