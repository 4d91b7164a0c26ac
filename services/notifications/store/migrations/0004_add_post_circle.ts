import type { Migration } from '../../../kit/database/database.ts';

export const addPostCircle: Migration = {
  name: 'notifications/0004_add_post_circle',
  async up(knex) {
    await knex.schema.raw("alter table post_header add column circle_id text not null default ''");
  },
};
