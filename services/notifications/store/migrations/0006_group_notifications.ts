import type { Migration } from '../../../kit/database/database.ts';

/** What was notified until now, as acts in notifications of the new form. */
export const groupNotifications: Migration = {
  name: 'notifications/0006_group_notifications',
  async up(knex) {
    const run = (sql: string) => knex.schema.raw(sql);
    for (const index of ['receiver', 'actor', 'post', 'comment', 'unread'])
      await run(`drop index notification_${index}`);
    for (const column of ['receiver_id', 'actor_id', 'post_id']) await run(`drop index notification_waiting_${column}`);
    await run('alter table notification rename to old_notification');
    // `update_time`: of the newest act that is told; 0 while none is, and then nobody sees the notification. `seq`: when
    // an act last joined or left.
    await run(`
      create table notification (
        notification_id text primary key not null,
        receiver_id text not null,
        kind text not null,
        object_id text not null,
        read integer not null,
        update_time bigint not null,
        seq bigint not null
      ) without rowid`);
    await run(`
      insert into act (receiver_id, actor_id, kind, ref_id, object_id, notification_id, post_id, post_author_id,
        comment_id, note, create_time, place, seq)
      select receiver_id, actor_id, kind, iif(comment_id = '', old.post_id, comment_id),
        case kind when 'follow' then '' when 'reply' then comment_id else old.post_id end,
        first_value(notification_id) over (
          partition by receiver_id, kind, iif(kind = 'reply', comment_id, old.post_id), read order by notification_id),
        old.post_id, coalesce(post_header.author_id, ''), comment_id, coalesce(old.snippet, ''), create_time, announced, 0
      from old_notification as old left join post_header on post_header.post_id = old.post_id`);
    await run(`
      insert into notification (notification_id, receiver_id, kind, object_id, read, update_time, seq)
      select act.notification_id, act.receiver_id, act.kind, act.object_id, old.read,
        max(iif(place = 1, act.create_time, 0)), 0
      from act join old_notification as old on old.notification_id = act.notification_id
      group by act.notification_id`);
    await run('drop table old_notification');
    await run(`create unique index notification_open on notification (receiver_id, kind, object_id) where read = 0`);
    await run('create index notification_list on notification (receiver_id, update_time, notification_id)');
    await run('create index notification_unread on notification (receiver_id) where read = 0 and update_time > 0');
    await run('create index notification_seq on notification (receiver_id, seq)');
    await run('create index notification_untold on notification (notification_id) where update_time = 0');
  },
};
