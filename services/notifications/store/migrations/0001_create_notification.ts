import type { Migration } from '../../../kit/database/database.ts';

export const createNotification: Migration = {
  name: 'notifications/0001_create_notification',
  async up(knex) {
    await knex.schema.createTable('notification', (table) => {
      table.text('notification_id').primary();
      table.text('receiver_id').notNullable();
      table.text('kind').notNullable();
      table.text('actor_id').notNullable();
      // Empty, not null, where there is none: nulls are never equal, and a double would pass.
      table.text('post_id').notNullable();
      table.text('comment_id').notNullable();
      table.text('snippet');
      table.bigInteger('create_time').notNullable();
      table.integer('read').notNullable().defaultTo(0);
      // Its NotificationCreated is in the log: it was visible to its receiver at some time.
      table.integer('announced').notNullable().defaultTo(0);
      table.unique(['receiver_id', 'kind', 'actor_id', 'post_id', 'comment_id']);
      table.index(['receiver_id', 'notification_id']);
      table.index(['actor_id']);
      table.index(['post_id']);
      table.index(['comment_id']);
    });
    await knex.schema.raw('create index notification_unread on notification (receiver_id) where read = 0');
    // Few wait at any time. The constant column makes these indexes narrower to the planner than those of all.
    for (const column of ['receiver_id', 'actor_id', 'post_id']) {
      const name = `notification_waiting_${column}`;
      await knex.schema.raw(`create index ${name} on notification (announced, ${column}) where announced = 0`);
    }
  },
};
