import type { Migration } from '../../../kit/database/database.ts';

export const addSessionDevice: Migration = {
  name: 'profile/0009_add_session_device',
  async up(knex) {
    await knex.schema.alterTable('session', (table) => {
      table.text('device').notNullable().defaultTo('');
    });
  },
};
