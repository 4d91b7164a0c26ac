import type { Migration } from '../../../kit/database/database.ts';

export const removeHiddenHashtagEntries: Migration = {
  name: 'posts/0015_remove_hidden_hashtag_entries',
  async up(knex) {
    // What came by a hashtag, of private authors and across blocks, was shown to nobody and took the place of what is.
    await knex.raw(`
      delete from home_entry where source like '#%' and (
        exists (select 1 from person where account_id = author_id and private = 1)
        or exists (
          select 1 from block
          where (blocker_id = owner_id and blocked_id = author_id) or (blocker_id = author_id and blocked_id = owner_id)))`);
  },
};
