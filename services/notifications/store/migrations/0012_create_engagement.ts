import type { Migration } from '../../../kit/database/database.ts';

/** Who has to do with which post, also where nothing is told of it: they hear of its edits. */
export const createEngagement: Migration = {
  name: 'notifications/0012_create_engagement',
  async up(knex) {
    // `ref_id`: the comment, or the post that quotes; empty for likes and reposts.
    await knex.schema.raw(`
      create table engagement (
        post_id text not null,
        account_id text not null,
        kind text not null,
        ref_id text not null,
        create_time bigint not null,
        primary key (post_id, account_id, kind, ref_id)
      ) without rowid`);
    await knex.schema.raw('create index engagement_account on engagement (account_id)');
    await knex.schema.raw("create index engagement_ref on engagement (ref_id) where ref_id <> ''");
    await knex.schema.raw(`
      insert into engagement (post_id, account_id, kind, ref_id, create_time)
      select post_id, actor_id, iif(kind = 'reply', 'comment', kind), iif(kind in ('like', 'repost'), '', ref_id), create_time
      from act where kind in ('like', 'repost', 'comment', 'reply') and receiver_id = post_author_id
      union
      select object_id, actor_id, kind, ref_id, create_time from act where kind = 'quote'
      on conflict do nothing`);
  },
};
