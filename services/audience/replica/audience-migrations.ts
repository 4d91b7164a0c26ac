import type { Migration } from '../../kit/database/database.ts';

/** The replica of people and relationships that a service keeps from profile's log. */
export const audienceMigrations: readonly Migration[] = [
  {
    name: 'audience/0001_create_person',
    async up(knex) {
      await knex.schema.createTable('person', (table) => {
        table.text('account_id').primary();
        table.text('handle').notNullable().index();
        table.text('display_name').notNullable();
      });
    },
  },
  {
    name: 'audience/0002_create_follow',
    async up(knex) {
      await knex.schema.createTable('follow', (table) => {
        table.text('follower_id').notNullable();
        table.text('followee_id').notNullable();
        table.primary(['follower_id', 'followee_id']);
        table.index(['followee_id', 'follower_id']);
      });
    },
  },
  {
    name: 'audience/0003_create_block',
    async up(knex) {
      await knex.schema.createTable('block', (table) => {
        table.text('blocker_id').notNullable();
        table.text('blocked_id').notNullable();
        table.primary(['blocker_id', 'blocked_id']);
        table.index(['blocked_id', 'blocker_id']);
      });
    },
  },
];
