import type { Migration } from '../../../kit/database/database.ts';

export const indexQuotingAuthors: Migration = {
  name: 'posts/0014_index_quoting_authors',
  async up(knex) {
    // What one person quotes of another: a block asks for it.
    await knex.raw(
      'create index post_quoting on post (author_id, quoted_author_id) where quoted_author_id is not null',
    );
  },
};
