import type { Migration } from '../../../kit/database/database.ts';

/** Finds where somebody has commented, and what stands under a comment: a block hides both. */
export const indexCommentHeader: Migration = {
  name: 'notifications/0010_index_comment_header',
  async up(knex) {
    await knex.schema.raw('create index comment_header_author on comment_header (author_id)');
    await knex.schema.raw("create index comment_header_parent on comment_header (parent_id) where parent_id <> ''");
  },
};
