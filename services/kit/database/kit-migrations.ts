import type { Migration } from './migrate.ts';

/** The tables that the kit needs in the database of every service. */
export const kitMigrations: readonly Migration[] = [
  {
    name: 'kit/0001_create_event',
    async up(knex) {
      await knex.schema.createTable('event', (table) => {
        // autoincrement: a position is never given twice, even after the newest event was compacted away.
        table.increments('position');
        table.text('event_id').notNullable();
        table.text('subject').notNullable();
        table.text('type').notNullable();
        table.binary('payload').notNullable();
        table.bigInteger('create_time').notNullable();
        table.text('traceparent').notNullable();
        table.index(['subject', 'position']);
      });
      await knex.schema.createTable('event_log', (table) => {
        table.text('log_id').primary();
      });
    },
  },
  {
    name: 'kit/0002_create_event_cursor',
    async up(knex) {
      await knex.schema.createTable('event_cursor', (table) => {
        table.text('name').primary();
        table.text('log_id').notNullable();
        table.bigInteger('position').notNullable();
      });
    },
  },
  {
    name: 'kit/0003_create_request',
    async up(knex) {
      await knex.schema.createTable('request', (table) => {
        table.text('caller').notNullable();
        table.text('method').notNullable();
        table.text('request_id').notNullable();
        table.binary('fingerprint').notNullable();
        table.binary('response').notNullable();
        table.bigInteger('create_time').notNullable();
        table.primary(['request_id', 'method', 'caller']);
        table.index(['create_time']);
      });
    },
  },
];
