import type { Migration } from '../../../kit/database/database.ts';

export const addPostPolicies: Migration = {
  name: 'posts/0005_add_post_policies',
  async up(knex) {
    await knex.raw('alter table post add column circle_id text');
    await knex.raw("alter table post add column comment_policy text not null default 'everyone'");
  },
};
