import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { audienceHandlers } from '../../audience/replica/audience-handlers.ts';
import { audienceMigrations } from '../../audience/replica/audience-migrations.ts';
import type { Database } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import type { StoredEvent } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { seesNotification } from '../domain/notification.ts';
import { commentsHandlers } from '../events/comments-handlers.ts';
import { postsHandlers } from '../events/posts-handlers.ts';
import { profileHandlers } from '../events/profile-handlers.ts';
import { notificationsMigrations } from '../store/migrations/index.ts';
import { countUnreadOf, readPage } from '../store/viewed-store.ts';
import { type LogName, playLogs, type SomeComment, type SomePost, type Tell } from './play-logs.ts';

const people = ['ana', 'bo', 'cy', 'dee'].map((handle) => ({ handle, accountId: newId() }));
const logNames: readonly LogName[] = ['profile', 'posts', 'comments'];
const audiences = [
  PostAudience.POST_AUDIENCE_PUBLIC,
  PostAudience.POST_AUDIENCE_FOLLOWERS,
  PostAudience.POST_AUDIENCE_MENTIONED,
];

/** One act: what, by whom, towards whom, about which of the things there are. */
const act = fc.record({
  verb: fc.constantFrom('follow', 'block', 'post', 'unpost', 'like', 'comment', 'reply', 'uncomment', 'leave'),
  who: fc.nat(3),
  whom: fc.nat(3),
  thing: fc.nat(50),
});

/** Acts in the order in which they happened, a second apart, as the events of the three logs. */
async function happen(acts: readonly (typeof act extends fc.Arbitrary<infer T> ? T : never)[]) {
  const logs: Record<LogName, StoredEvent[]> = { profile: [], posts: [], comments: [] };
  const inTime: LogName[] = [];
  let time = 1_700_000_000_000;
  const tell: Tell = async (log, subject, type, payload) => {
    const event = { eventId: newId(), subject, type: type.$type, createTime: new Date(time), traceparent: '' };
    logs[log].push({
      ...event,
      position: BigInt(logs[log].length + 1),
      payload: type.encode(type.fromPartial(payload)).finish(),
    });
    inTime.push(log);
  };
  const play = playLogs(tell);
  const standing = new Set<string>();
  const posts: SomePost[] = [];
  const comments: SomeComment[] = [];
  const toggle = (name: string) => (standing.delete(name) ? false : Boolean(standing.add(name)));
  const take = <T>(things: T[], n: number): T | undefined => things[n % Math.max(1, things.length)];
  const drop = <T>(things: T[], thing: T) => things.splice(things.indexOf(thing), 1);

  for (const person of people) await play.card(person, person.handle);
  for (const { verb, who, whom, thing } of acts) {
    time += 1_000;
    const [actor, other] = [people[who], people[whom]];
    const [post, comment] = [take(posts, thing), take(comments, thing)];
    if (!actor || !other || standing.has(`gone ${who}`)) continue;
    if (verb === 'leave' && thing < 20) {
      standing.add(`gone ${who}`);
      await play.leave(actor);
    } else if (verb === 'follow' && actor !== other) {
      await (toggle(`follow ${who} ${whom}`) ? play.follow(actor, other) : play.unfollow(actor, other));
    } else if (verb === 'block' && actor !== other) {
      await (toggle(`block ${who} ${whom}`) ? play.block(actor, other) : play.unblock(actor, other));
    } else if (verb === 'post') {
      const audience = audiences[thing % 3];
      const content = { mentionedIds: [other.accountId], text: `post ${thing}`, createTime: new Date(time) };
      posts.push(await play.post(actor, audience === undefined ? content : { ...content, audience }));
    } else if (verb === 'unpost' && post) {
      drop(posts, post);
      await play.unpost(post);
    } else if (verb === 'like' && post) {
      await (toggle(`like ${who} ${post.postId}`) ? play.like(actor, post) : play.unlike(actor, post));
    } else if (verb === 'comment' && post) {
      comments.push(await play.comment(actor, post, `comment ${thing}`, undefined, new Date(time)));
    } else if (verb === 'reply' && comment) {
      comments.push(await play.comment(actor, comment.post, `reply ${thing}`, comment, new Date(time)));
    } else if (verb === 'uncomment' && comment) {
      drop(comments, comment);
      await play.uncomment(comment);
    }
  }
  return { logs, inTime };
}

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
  const handlers = {
    profile: [...audienceHandlers(), ...profileHandlers(eventLog)],
    posts: postsHandlers(eventLog),
    comments: commentsHandlers(eventLog),
  };
  const next = { profile: 0, posts: 0, comments: 0 };
  await database.write(async (tx) => {
    for (const table of tables) await tx.run(`delete from ${table}`);
    for (const name of order) {
      const event = logs[name][next[name]++];
      if (!event) continue;
      for (const handler of handlers[name]) if (handler.type === event.type) await handler.apply(tx, event);
    }
  });
  const announced = new Set(
    (
      await database.all<{ notification_id: string }>('select notification_id from notification where announced = 1')
    ).map((row) => row.notification_id),
  );
  return Promise.all(
    people.map(async ({ handle, accountId }) => {
      const visible = (await readPage(database, accountId, '~', 1_000)).filter(seesNotification);
      return {
        handle,
        visible,
        unread: await countUnreadOf(database, accountId),
        unannounced: visible.filter(({ notificationId }) => !announced.has(notificationId)),
      };
    }),
  );
}

const tables = [
  'notification',
  'post_header',
  'post_mention',
  'pair_cut',
  'deleted_account',
  'person',
  'follow',
  'block',
];

test('in whatever order the three logs arrive, everybody is notified of the same', async (t) => {
  await using temp = await openTempDatabase([...audienceMigrations, ...notificationsMigrations]);
  const acts = fc.array(act, { minLength: 10, maxLength: 60 });
  const choices = fc.array(fc.nat(2), { minLength: 1, maxLength: 40 });
  const property = fc.asyncProperty(acts, choices, async (what, order) => {
    const { logs, inTime } = await happen(what);
    const straight = await outcome(temp.database, logs, inTime);
    const shuffled = await outcome(temp.database, logs, arrival(logs, order));
    assert.deepEqual(shuffled, straight);
    for (const { visible, unread, unannounced } of shuffled) {
      assert.equal(unread, visible.length);
      assert.deepEqual(unannounced, []);
    }
  });
  await t.notThrowsAsync(fc.assert(property, { numRuns: 150 }));
});
