import type { Migration } from '../../../kit/database/database.ts';

/** `follow` and `block` name their columns as the replicas of the other services do. */
export const createFollow: Migration = {
  name: 'profile/0004_create_follow',
  async up(knex) {
    await knex.schema.createTable('follow', (table) => {
      table.text('follower_id').notNullable().references('account.account_id');
      table.text('followee_id').notNullable().references('account.account_id');
      // A UUIDv7: the order of the lists.
      table.text('follow_id').notNullable();
      table.primary(['follower_id', 'followee_id']);
      table.index(['followee_id', 'follow_id']);
      table.index(['follower_id', 'follow_id']);
    });
    await knex.schema.createTable('block', (table) => {
      table.text('blocker_id').notNullable().references('account.account_id');
      table.text('blocked_id').notNullable().references('account.account_id');
      table.bigInteger('create_time').notNullable();
      table.primary(['blocker_id', 'blocked_id']);
      table.index(['blocked_id', 'blocker_id']);
    });
  },
};
