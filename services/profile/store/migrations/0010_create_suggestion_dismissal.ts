import type { Migration } from '../../../kit/database/database.ts';

export const createSuggestionDismissal: Migration = {
  name: 'profile/0010_create_suggestion_dismissal',
  async up(knex) {
    await knex.schema.createTable('suggestion_dismissal', (table) => {
      table.text('account_id').notNullable().references('account.account_id');
      table.text('dismissed_id').notNullable().references('account.account_id');
      table.primary(['account_id', 'dismissed_id']);
      table.index(['dismissed_id']);
    });
    // Whom many follow is suggested to who follows nobody yet.
    await knex.raw('create index account_popular on account (follower_count) where private = 0');
  },
};
