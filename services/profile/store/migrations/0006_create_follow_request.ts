import type { Migration } from '../../../kit/database/database.ts';

export const createFollowRequest: Migration = {
  name: 'profile/0006_create_follow_request',
  async up(knex) {
    await knex.schema.createTable('follow_request', (table) => {
      table.text('requester_id').notNullable().references('account.account_id');
      table.text('target_id').notNullable().references('account.account_id');
      // A UUIDv7: the order of the lists.
      table.text('follow_request_id').notNullable();
      table.bigInteger('create_time').notNullable();
      table.primary(['requester_id', 'target_id']);
      table.index(['target_id', 'follow_request_id']);
      table.index(['requester_id', 'follow_request_id']);
    });
  },
};
