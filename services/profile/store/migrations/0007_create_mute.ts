import type { Migration } from '../../../kit/database/database.ts';

/** `mute`, `repost_mute` and `muted_term` name their columns as the replicas of the other services do. */
export const createMute: Migration = {
  name: 'profile/0007_create_mute',
  async up(knex) {
    await knex.schema.createTable('mute', (table) => {
      table.text('muter_id').notNullable().references('account.account_id');
      table.text('muted_id').notNullable().references('account.account_id');
      // A UUIDv7: the order of the list.
      table.text('mute_id').notNullable();
      table.boolean('notifications').notNullable();
      table.bigInteger('expire_time');
      table.primary(['muter_id', 'muted_id']);
      table.index(['muter_id', 'mute_id']);
      table.index(['muted_id']);
      table.index(['expire_time']);
    });
    await knex.schema.createTable('repost_mute', (table) => {
      table.text('muter_id').notNullable().references('account.account_id');
      table.text('muted_id').notNullable().references('account.account_id');
      table.primary(['muter_id', 'muted_id']);
      table.index(['muted_id']);
    });
    await knex.schema.createTable('muted_term', (table) => {
      table.text('term_id').primary();
      table.text('account_id').notNullable().references('account.account_id');
      table.text('term').notNullable();
      table.boolean('hashtag').notNullable();
      table.bigInteger('expire_time');
      table.unique(['account_id', 'term', 'hashtag']);
      table.index(['account_id', 'term_id']);
      table.index(['expire_time']);
    });
  },
};
