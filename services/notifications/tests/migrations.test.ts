import { join } from 'node:path';
import test from 'ava';
import { muteMigrations } from '../../audience/mutes/mute-migrations.ts';
import { audienceMigrations } from '../../audience/replica/audience-migrations.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { kitMigrations } from '../../kit/database/kit-migrations.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { endMutes } from '../housekeeping.ts';
import { migrations } from '../service.ts';
import { notificationsMigrations } from '../store/migrations/index.ts';
import { countUnreadOf, listIds } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';

const firstOfAll = { time: Number.MAX_SAFE_INTEGER, id: '~' };

const insertOld = `
  insert into notification (notification_id, receiver_id, kind, actor_id, post_id, comment_id, snippet, create_time, read, announced)
  values (:id, 'ana', :kind, :actor, :post, :comment, :snippet, :time, :read, 1)`;

test('what was notified one by one is told together after an update, read or unread as it was', async (t) => {
  await using folder = await makeTempDir();
  const url = `file:${join(folder.path, 'notifications.sqlite')}`;
  const old = [...kitMigrations, ...audienceMigrations, ...muteMigrations, ...notificationsMigrations.slice(0, 4)];
  {
    await using database = await openDatabase({ url, migrations: old });
    await database.write(async (tx) => {
      for (const handle of ['bo', 'cy']) {
        await tx.run('insert into person (account_id, handle, display_name) values (:handle, :handle, :handle)', {
          handle,
        });
      }
      await tx.run(`insert into post_header (post_id, author_id, audience, snippet, state)
        values ('post', 'ana', 'public', 'a post', 'live'), ('gone', 'ana', 'mentioned', '', 'deleted')`);
      const like = { kind: 'like', post: 'post', comment: '', snippet: null };
      const comment = { kind: 'comment', post: 'post', comment: 'c1', snippet: 'hello' };
      const rows = [
        { ...like, actor: 'bo', time: 1_000, read: 0 },
        { ...like, actor: 'cy', time: 2_000, read: 0 },
        { ...comment, actor: 'bo', time: 3_000, read: 1 },
      ];
      for (const row of rows) await tx.run(insertOld, { id: newId(), ...row });
    });
  }
  await using database = await openDatabase({ url, migrations });
  await using eventLog = await openEventLog(database);
  await endMutes({ database, eventLog, now: Date.now, logger: silentLogger });
  const places = await listIds(database, 'ana', await eventLog.head(), firstOfAll, 10);
  const told = await readNotifications(
    database,
    places.map(({ id }) => id),
  );
  t.deepEqual(
    told.map(({ kind, actors, snippet, read }) => [kind, actors.map(({ handle }) => handle).join(), snippet, read]),
    [
      ['comment', 'bo', 'hello', true],
      ['like', 'cy,bo', 'a post', false],
    ],
  );
  t.is(await countUnreadOf(database, 'ana'), 1);
});
