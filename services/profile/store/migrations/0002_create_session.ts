import type { Migration } from '../../../kit/database/database.ts';

export const createSession: Migration = {
  name: 'profile/0002_create_session',
  async up(knex) {
    await knex.schema.createTable('session', (table) => {
      table.text('session_id').primary();
      table.text('account_id').notNullable().references('account.account_id');
      table.integer('generation').notNullable();
      table.text('last_request_id').notNullable();
      table.bigInteger('create_time').notNullable();
      table.bigInteger('refresh_time').notNullable();
      table.bigInteger('expire_time').notNullable();
      table.bigInteger('end_time');
      table.index(['account_id']);
      table.index(['expire_time']);
    });
    await knex.schema.createTable('secret', (table) => {
      table.text('name').primary();
      table.binary('value').notNullable();
    });
  },
};
