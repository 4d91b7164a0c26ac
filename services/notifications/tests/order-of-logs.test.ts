import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import { NotificationChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import { muteMigrations } from '../../audience/mutes/mute-migrations.ts';
import { audienceMigrations } from '../../audience/replica/audience-migrations.ts';
import type { Database } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import type { StoredEvent } from '../../kit/events/event-type.ts';
import { runs, runsTimeoutMs } from '../../kit/testing/runs.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { commentsHandlers } from '../events/comments-handlers.ts';
import { reconsider } from '../events/notify.ts';
import { postsHandlers } from '../events/posts-handlers.ts';
import { profileHandlers } from '../events/profile-handlers.ts';
import { notificationsProjections } from '../projections.ts';
import { notificationsMigrations } from '../store/migrations/index.ts';
import { countUnreadOf, listIds } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';
import type { LogName } from './play-logs.ts';
import { type Deed, deeds, happen, people } from './random-history.ts';

const logNames: readonly LogName[] = ['profile', 'posts', 'comments'];

/** An order in which the logs may arrive: each in its own order, otherwise as the choices say. */
function arrival(logs: Record<LogName, readonly StoredEvent[]>, choices: readonly number[]): LogName[] {
  const left = { profile: logs.profile.length, posts: logs.posts.length, comments: logs.comments.length };
  const order: LogName[] = [];
  for (let n = 0; order.length < logs.profile.length + logs.posts.length + logs.comments.length; n++) {
    const open = logNames.filter((name) => left[name] > 0);
    const name = open[(choices[n % Math.max(1, choices.length)] ?? 0) % open.length] ?? 'profile';
    left[name]--;
    order.push(name);
  }
  return order;
}

/** What everybody is notified of when the logs arrive in this order. */
async function outcome(database: Database, logs: Record<LogName, readonly StoredEvent[]>, order: readonly LogName[]) {
  await using eventLog = await openEventLog(database);
  const teller = { eventLog, now: () => 0 };
  const handlers = {
    profile: profileHandlers(teller),
    posts: postsHandlers(teller),
    comments: commentsHandlers(teller),
  };
  const next = { profile: 0, posts: 0, comments: 0 };
  const from = await eventLog.head();
  await database.write(async (tx) => {
    for (const table of tables) await tx.run(`delete from ${table}`);
    for (const name of order) {
      const event = logs[name][next[name]++];
      if (!event) continue;
      for (const handler of handlers[name]) if (handler.type === event.type) await handler.apply(tx, event);
    }
  });
  const head = await eventLog.head();
  const seen = await Promise.all(people.map((person) => whatIsSeen(database, head, person)));
  const told = new Set(await toldSince(database, from));
  await database.write((tx) => reconsider(teller, tx, { receivers: people.map(({ accountId }) => accountId) }));
  return { seen, told, again: (await eventLog.head()) - head, kept: await keptOf(database) };
}

async function whatIsSeen(database: Database, head: bigint, { handle, accountId }: (typeof people)[number]) {
  const everything = { time: Number.MAX_SAFE_INTEGER, id: '~' };
  const places = await listIds(database, accountId, head, everything, 1_000);
  const notifications = await readNotifications(
    database,
    places.map(({ id }) => id),
  );
  return { handle, notifications, unread: await countUnreadOf(database, accountId) };
}

async function toldSince(database: Database, position: bigint): Promise<string[]> {
  const rows = await database.all<{ payload: Uint8Array }>('select payload from event where position > :position', {
    position,
  });
  return rows.map(({ payload }) => NotificationChanged.decode(payload).notificationId);
}

/** All that is kept, as far as it must be the same after a rebuild. */
function keptOf(database: Database) {
  return Promise.all(
    notificationsProjections.replayed
      .filter(({ name }) => name !== 'signing keys')
      .map(async ({ name, content }) => [name, await database.all(content)]),
  );
}

const tables = [
  'act',
  'notification',
  'left_act',
  'post_header',
  'post_mention',
  'comment_header',
  'hidden_comment',
  'engagement',
  'thread_mute',
  'pair_cut',
  'deleted_account',
  'person',
  'follow',
  'block',
  'circle_member',
  'mute',
  'muted_term',
];

/** Without ids, which are of the act that came first; so those of one time are in no order. */
const withoutIds = (seen: Awaited<ReturnType<typeof outcome>>['seen']) =>
  seen.map(({ notifications, ...rest }) => ({
    ...rest,
    notifications: notifications.map(({ notificationId: _, ...one }) => JSON.stringify(one)).toSorted(),
  }));

test('in whatever order the three logs arrive, everybody is notified of the same', async (t) => {
  t.timeout(runsTimeoutMs);
  await using temp = await openTempDatabase([...audienceMigrations, ...muteMigrations, ...notificationsMigrations]);
  const choices = fc.array(fc.nat(2), { minLength: 1, maxLength: 40 });
  const property = fc.asyncProperty(deeds, choices, async (what: Deed[], order) => {
    const { logs, inTime } = await happen(what);
    const straight = await outcome(temp.database, logs, inTime);
    const shuffled = await outcome(temp.database, logs, arrival(logs, order));
    assert.deepEqual(shuffled.kept, straight.kept);
    assert.deepEqual(withoutIds(shuffled.seen), withoutIds(straight.seen));
    for (const { seen, told, again } of [straight, shuffled]) {
      // Where acts are told was right before everything was looked at again.
      assert.equal(again, 0n);
      for (const { notifications, unread } of seen) {
        assert.equal(unread, notifications.length);
        for (const { notificationId } of notifications) assert.ok(told.has(notificationId));
      }
    }
  });
  await t.notThrowsAsync(fc.assert(property, { numRuns: runs(150) }));
});
