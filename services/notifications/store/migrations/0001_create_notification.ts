import type { Migration } from '../../../kit/database/database.ts';

export const createNotification: Migration = {
  name: 'notifications/0001_create_notification',
  async up(knex) {
    // `without rowid` keeps the rows in the index of their key. post_id and comment_id are empty, not null, where there
    // is none: nulls are never equal, and a double would pass. `announced`: its NotificationCreated is in the log, for
    // it was visible to its receiver at some time.
    await knex.schema.raw(`
      create table notification (
        notification_id text primary key not null,
        receiver_id text not null,
        kind text not null,
        actor_id text not null,
        post_id text not null,
        comment_id text not null,
        snippet text,
        create_time bigint not null,
        read integer not null default 0,
        announced integer not null default 0,
        unique (receiver_id, kind, actor_id, post_id, comment_id)
      ) without rowid`);
    await knex.schema.raw('create index notification_receiver on notification (receiver_id, notification_id)');
    await knex.schema.raw('create index notification_actor on notification (actor_id)');
    await knex.schema.raw('create index notification_post on notification (post_id)');
    await knex.schema.raw("create index notification_comment on notification (comment_id) where comment_id <> ''");
    await knex.schema.raw('create index notification_unread on notification (receiver_id) where read = 0');
    // Few wait at any time. The constant column makes these indexes narrower to the planner than those of all.
    for (const column of ['receiver_id', 'actor_id', 'post_id']) {
      const name = `notification_waiting_${column}`;
      await knex.schema.raw(`create index ${name} on notification (announced, ${column}) where announced = 0`);
    }
  },
};
