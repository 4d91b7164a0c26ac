import type { Migration } from '../../../kit/database/database.ts';

export const createAccount: Migration = {
  name: 'profile/0001_create_account',
  async up(knex) {
    // Every handle that was ever given out: a deleted account leaves this row, and nothing else.
    await knex.schema.createTable('handle', (table) => {
      table.text('handle').primary();
    });
    await knex.schema.createTable('account', (table) => {
      table.text('account_id').primary();
      table.text('handle').notNullable().unique().references('handle.handle');
      table.text('display_name').notNullable();
      table.text('bio').notNullable();
      table.text('password_hash').notNullable();
      table.bigInteger('create_time').notNullable();
      table.integer('revision').notNullable();
      table.integer('follower_count').notNullable().defaultTo(0);
      table.integer('following_count').notNullable().defaultTo(0);
    });
    await knex.schema.createTable('search_term', (table) => {
      table.text('term').notNullable();
      table.text('handle').notNullable();
      table.text('account_id').notNullable().references('account.account_id');
      table.primary(['term', 'handle']);
      table.index(['account_id']);
    });
  },
};
