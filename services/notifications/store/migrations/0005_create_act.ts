import type { Migration } from '../../../kit/database/database.ts';

/**
 * Single acts, and notifications that tell of one or several. `without rowid` is left out of `act`, whose many indexes
 * are shorter with a number in them than with a key of four texts.
 */
export const createAct: Migration = {
  name: 'notifications/0005_create_act',
  async up(knex) {
    // Ids are empty, not null, where there is none: nulls are never equal, and a double would pass. `place` is a number
    // of domain/place.ts. `seq`: when it last came to be told, as positions of the service's own log.
    await knex.schema.raw(`
      create table act (
        act_id integer primary key,
        receiver_id text not null,
        actor_id text not null,
        kind text not null,
        ref_id text not null,
        object_id text not null,
        notification_id text not null,
        post_id text not null,
        post_author_id text not null,
        comment_id text not null,
        note text not null,
        create_time bigint not null,
        place integer not null,
        seq bigint not null,
        unique (receiver_id, actor_id, kind, ref_id)
      )`);
    await knex.schema.raw('create index act_notification on act (notification_id, place, create_time)');
    await knex.schema.raw('create index act_actor on act (actor_id)');
    await knex.schema.raw("create index act_post on act (post_id) where post_id <> ''");
    await knex.schema.raw("create index act_comment on act (comment_id) where comment_id <> ''");
    // What others do on one's own post is decided without a look at who wrote the post.
    await knex.schema.raw(
      'create index act_post_author on act (post_author_id, receiver_id) where post_author_id <> receiver_id',
    );
    await knex.schema.raw("create index act_quoted on act (object_id) where kind = 'quote'");
    await knex.schema.raw('create index act_request on act (receiver_id, actor_id) where place = 2');
    // Not every act that left is kept: only until no list that began before it is read any more.
    await knex.schema.raw(`
      create table left_act (
        notification_id text not null,
        create_time bigint not null,
        seq bigint not null,
        left_seq bigint not null,
        left_time bigint not null
      )`);
    await knex.schema.raw('create index left_act_notification on left_act (notification_id)');
    await knex.schema.raw('create index left_act_time on left_act (left_time)');
  },
};
