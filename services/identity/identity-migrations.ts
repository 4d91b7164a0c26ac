import type { Migration } from '../kit/database/database.ts';

/** The replica of signing keys and ended sessions that a service keeps from profile's log. */
export const identityMigrations: readonly Migration[] = [
  {
    name: 'identity/0001_create_signing_key',
    async up(knex) {
      await knex.schema.createTable('signing_key', (table) => {
        table.text('key_id').primary();
        table.text('public_jwk').notNullable();
      });
    },
  },
  {
    name: 'identity/0002_create_ended_session',
    async up(knex) {
      await knex.schema.createTable('ended_session', (table) => {
        // Grows with each end, so that a reader can ask for those that it has not seen.
        table.increments('sequence');
        table.text('session_id').notNullable().unique();
        table.text('account_id').notNullable();
        table.bigInteger('forget_time').notNullable().index();
      });
    },
  },
];
