import type { Migration } from '../../../kit/database/database.ts';

/** `circle_member` names its columns as the replicas of the other services do. */
export const createCircle: Migration = {
  name: 'profile/0008_create_circle',
  async up(knex) {
    await knex.schema.createTable('circle', (table) => {
      // A UUIDv7: the order of the list.
      table.text('circle_id').primary();
      table.text('owner_id').notNullable().references('account.account_id');
      table.text('name').notNullable();
      table.bigInteger('create_time').notNullable();
      table.index(['owner_id', 'circle_id']);
    });
    await knex.schema.createTable('circle_member', (table) => {
      table.text('circle_id').notNullable().references('circle.circle_id');
      table.text('owner_id').notNullable().references('account.account_id');
      table.text('member_id').notNullable().references('account.account_id');
      // A UUIDv7: the order of the list.
      table.text('entry_id').notNullable();
      table.primary(['circle_id', 'member_id']);
      table.index(['circle_id', 'entry_id']);
      table.index(['member_id', 'owner_id']);
      table.index(['owner_id', 'member_id']);
    });
  },
};
