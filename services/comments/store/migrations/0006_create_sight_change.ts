import type { Migration } from '../../../kit/database/database.ts';

/** Since when somebody sees others as they do: streams that resume ask for it. */
export const createSightChange: Migration = {
  name: 'comments/0006_create_sight_change',
  async up(knex) {
    await knex.schema.createTable('sight_change', (table) => {
      table.text('account_id').primary();
      // Of profile's log.
      table.bigInteger('position').notNullable();
    });
  },
};
