import type { Migration } from '../../../kit/database/database.ts';

export const createKeyPair: Migration = {
  name: 'profile/0003_create_key_pair',
  async up(knex) {
    await knex.schema.createTable('key_pair', (table) => {
      table.text('key_id').primary();
      table.text('state').notNullable();
      table.text('public_jwk').notNullable();
      // Emptied when the key retires.
      table.text('private_jwk').notNullable();
      table.bigInteger('publish_time').notNullable();
      table.bigInteger('activate_time');
      table.bigInteger('retire_time');
    });
  },
};
