import type { Migration } from '../../../kit/database/database.ts';

/** Likes, edits, closed comments, and what an author decides of a thread. */
export const openThreads: Migration = {
  name: 'comments/0005_open_threads',
  async up(knex) {
    await knex.schema.alterTable('comment', (table) => {
      table.text('spans').notNullable().defaultTo('[]');
      table.bigInteger('edit_time');
      // Null, 'held' or 'hidden'.
      table.text('closed');
      table.integer('like_count').notNullable().defaultTo(0);
      // Beside reply_count, which counts the others.
      table.integer('closed_reply_count').notNullable().defaultTo(0);
      table.index(['author_id', 'comment_id']);
    });
    // The place in a list by likes.
    await knex.raw(`
      create index comment_top on comment (post_id, parent_comment_id, like_count desc, comment_id)`);
    // Few comments are closed, and they are looked for by their parent and by their post.
    await knex.raw(`
      create index comment_closed_parent on comment (parent_comment_id) where closed is not null`);
    await knex.raw(`
      create index comment_closed_post on comment (post_id, comment_id) where closed is not null`);
    await knex.schema.createTable('comment_revision', (table) => {
      table.text('comment_id').notNullable();
      table.integer('revision').notNullable();
      table.text('text').notNullable();
      table.text('spans').notNullable();
      table.bigInteger('create_time').notNullable();
      table.primary(['comment_id', 'revision']);
    });
    await knex.schema.createTable('comment_like', (table) => {
      table.text('comment_id').notNullable();
      table.text('account_id').notNullable().index();
      // Later likes have greater ids.
      table.text('like_id').notNullable();
      table.primary(['comment_id', 'account_id']);
      table.unique(['comment_id', 'like_id']);
    });
    await knex.schema.createTable('thread', (table) => {
      table.text('post_id').primary();
      table.integer('locked').notNullable().defaultTo(0);
      table.integer('approval_required').notNullable().defaultTo(0);
    });
    await knex.schema.createTable('thread_mute', (table) => {
      table.text('post_id').notNullable();
      table.text('account_id').notNullable().index();
      table.primary(['post_id', 'account_id']);
    });
    // Of posts deleted so far nothing can come back.
    await knex.raw(`update post_header set state = 'purged' where state = 'deleted'`);
  },
};
