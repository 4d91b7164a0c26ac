import test from 'ava';
import { muteMigrations } from '../../audience/mutes/mute-migrations.ts';
import { audienceMigrations } from '../../audience/replica/audience-migrations.ts';
import { Ending } from '../../kit/ending.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { Heartbeat } from '../../kit/heartbeat.ts';
import { newId } from '../../kit/ids.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { keptPerReceiver } from '../domain/act.ts';
import { postsHandlers } from '../events/posts-handlers.ts';
import { profileHandlers } from '../events/profile-handlers.ts';
import { tidyUp } from '../housekeeping.ts';
import { NotificationHub } from '../live/hub.ts';
import { Mailbox } from '../live/mailbox.ts';
import { watchReceiver } from '../live/watch.ts';
import { notificationsMigrations } from '../store/migrations/index.ts';
import { countUnreadOf, listIds } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';
import { playLogs } from './play-logs.ts';

/** The inside of the service: a database to which events are applied, and streams that read it. */
async function openInside() {
  await using resources = new AsyncDisposableStack();
  const { database } = resources.use(
    await openTempDatabase([...audienceMigrations, ...muteMigrations, ...notificationsMigrations]),
  );
  const eventLog = resources.use(await openEventLog(database));
  const hub = resources.use(new NotificationHub(database, eventLog, silentLogger));
  const teller = { eventLog, now: Date.now };
  const handlers = [...profileHandlers(teller), ...postsHandlers(teller)];
  const play = playLogs((_log, subject, type, payload) =>
    database.write(async (tx) => {
      const bytes = type.encode(type.fromPartial(payload)).finish();
      const event = {
        position: 1n,
        eventId: newId(),
        subject,
        payload: bytes,
        createTime: new Date(),
        traceparent: '',
      };
      for (const handler of handlers)
        if (handler.type === type.$type) await handler.apply(tx, { ...event, type: type.$type });
    }),
  );
  const context = { database, eventLog, hub, heartbeat: new Heartbeat(60_000), now: Date.now, logger: silentLogger };
  const owned = resources.move();
  return { context, play, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

test('a stream that is read slowly loses nothing and gets nothing twice', async (t) => {
  await using inside = await openInside();
  const [ana, bo] = [{ accountId: newId() }, { accountId: newId() }];
  await inside.play.card(bo, 'bo');
  const ending = new Ending();
  const stream = watchReceiver(inside.context, ana.accountId, '', ending);
  t.deepEqual((await stream.next()).value?.notifications, []);
  const texts = Array.from({ length: 250 }, (_, n) => `${n}`);
  for (const text of texts) await inside.play.post(bo, { mentionedIds: [ana.accountId], text });
  const told: string[] = [];
  while (told.length < texts.length) {
    const { value } = await stream.next();
    t.true((value?.notifications.length ?? 0) <= 100);
    told.push(...(value?.notifications ?? []).map(({ snippet }) => snippet));
  }
  t.deepEqual(told, texts);
  ending.end();
  t.true((await stream.next()).done);
});

test('a receiver keeps the newest notifications, and the count is of those', async (t) => {
  await using inside = await openInside();
  const { database } = inside.context;
  const [ana, bo] = [{ accountId: newId() }, { accountId: newId() }];
  await inside.play.card(bo, 'bo');
  const posts = Array.from({ length: keptPerReceiver + 5 }, (_, n) => ({
    mentionedIds: [ana.accountId],
    text: `${n}`,
    createTime: new Date(1_700_000_000_000 + n),
  }));
  // The oldest comes last: it is too old already.
  for (const post of [...posts.slice(1), ...posts.slice(0, 1)]) await inside.play.post(bo, post);
  await tidyUp(inside.context);
  t.is(await countUnreadOf(database, ana.accountId), keptPerReceiver);
  const all = { time: Number.MAX_SAFE_INTEGER, id: '~' };
  const places = await listIds(database, ana.accountId, await inside.context.eventLog.head(), all, 2 * keptPerReceiver);
  const kept = await readNotifications(
    database,
    places.map(({ id }) => id),
  );
  t.deepEqual([kept.length, kept.at(0)?.snippet, kept.at(-1)?.snippet], [keptPerReceiver, '1004', '5']);
});

test('a mailbox that overflows keeps nothing and says so', async (t) => {
  const mailbox = new Mailbox('ana', () => undefined);
  const ending = new Ending();
  mailbox.put({ position: 1n, changes: [], unreadCount: 1 });
  mailbox.put({ position: 2n, changes: [], unreadCount: 3 });
  t.like(mailbox.take(ending), { position: 2n, unreadCount: 3 });
  mailbox.overflow();
  mailbox.put({ position: 3n, changes: [], unreadCount: 4 });
  t.is(mailbox.take(ending), 'overflow');
  t.is(mailbox.take(ending), 'timeout');
  ending.end();
  t.is(mailbox.take(ending), 'aborted');
});
