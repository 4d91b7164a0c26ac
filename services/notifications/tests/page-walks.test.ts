import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import { newId } from '../../kit/ids.ts';
import { runs, runsTimeoutMs } from '../../kit/testing/runs.ts';
import type { SomePost } from './play-logs.ts';
import { type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const posts = 6;
/** Somebody likes a post or takes that back, while the list is read. */
const write = fc.record({ who: fc.nat(2), which: fc.nat(posts - 1) });

class Likes {
  readonly #posts: readonly SomePost[];
  readonly #people: readonly Person[];
  readonly #standing = new Set<string>();

  constructor(all: readonly SomePost[], people: readonly Person[]) {
    this.#posts = all;
    this.#people = people;
  }

  async toggle({ who, which }: { who: number; which: number }): Promise<void> {
    const [person, post] = [this.#people[who], this.#posts[which]];
    if (!person || !post) return;
    const key = `${who} ${which}`;
    if (this.#standing.delete(key)) return scene.unlike(person, post);
    this.#standing.add(key);
    await scene.like(person, post);
  }

  /** The posts that somebody likes. */
  liked(): Set<string> {
    return new Set([...this.#standing].map((key) => this.#posts[Number(key.split(' ')[1])]?.postId ?? ''));
  }
}

test('a walk through the pages repeats nothing and skips nothing old, whatever is done and undone meanwhile', async (t) => {
  t.timeout(runsTimeoutMs);
  let round = 0;
  const writes = fc.array(write, { minLength: 1, maxLength: 12 });
  const property = fc.asyncProperty(
    writes,
    fc.array(writes, { minLength: 1, maxLength: 6 }),
    async (before, during) => {
      const name = `w${round++}`;
      const ana = await scene.join(`ana_${name}`);
      const others = await Promise.all(['bo', 'cy', 'dee'].map((handle) => scene.join(`${handle}_${name}`)));
      const all = await Promise.all(Array.from({ length: posts }, () => scene.post(ana)));
      const likes = new Likes(all, others);
      for (const one of before) await likes.toggle(one);
      const old = likes.liked();
      /** Those that are liked at every moment of the walk. */
      let always = old;
      const seen: Notification[] = [];
      let pageToken = '';
      for (let page = 0; page === 0 || pageToken !== ''; page++) {
        const answer = await ana.client.listNotifications({ pageSize: 1, pageToken });
        seen.push(...answer.notifications);
        pageToken = answer.nextPageToken;
        for (const one of during[page] ?? []) {
          await likes.toggle(one);
          always = always.intersection(likes.liked());
        }
      }
      const told = seen.map(({ postId }) => postId);
      assert.equal(new Set(told).size, told.length, 'nothing is repeated');
      for (const postId of always) assert.ok(told.includes(postId), 'nothing old is skipped');
      for (const postId of told) assert.ok(old.has(postId), 'nothing new is given');
    },
  );
  await t.notThrowsAsync(fc.assert(property, { numRuns: runs(15) }));
});

/** Page by page, one on each; `between` runs after the first. */
async function walkBy(readPage: ReadHandles, between: () => Promise<unknown>): Promise<string[]> {
  const first = await readPage('');
  await between();
  const handles = [...first.handles];
  for (let { nextPageToken } = first; nextPageToken !== ''; ) {
    const page = await readPage(nextPageToken);
    handles.push(...page.handles);
    nextPageToken = page.nextPageToken;
  }
  return handles;
}

type ReadHandles = (pageToken: string) => Promise<{ handles: readonly string[]; nextPageToken: string }>;

test('among the actors, who takes back what they did first keeps their place while they did more', async (t) => {
  const ana = await scene.join('ana_actors');
  const [bo, cy] = [await scene.join('bo_actors'), await scene.join('cy_actors')];
  const post = await scene.post(ana);
  const first = await scene.comment(bo, post, 'first', undefined, new Date(1_000));
  await scene.comment(cy, post, 'hello', undefined, new Date(2_000));
  const { notifications } = await ana.client.listNotifications({});
  const notificationId = notifications[0]?.notificationId ?? '';
  const read: ReadHandles = async (pageToken) => {
    const { actors, nextPageToken } = await ana.client.listNotificationActors({
      notificationId,
      pageSize: 1,
      pageToken,
    });
    return { handles: actors.map(({ handle }) => handle), nextPageToken };
  };
  const handles = await walkBy(read, async () => {
    await scene.comment(bo, post, 'second', undefined, new Date(3_000));
    await scene.uncomment(first);
  });
  t.deepEqual(handles, ['cy_actors', 'bo_actors']);
});

test('among the requests, who takes back what they did first keeps their place while they did more', async (t) => {
  const ana = await scene.join('ana_requests');
  const preferences = { requestsFromStrangers: true };
  await ana.preferences.updateNotificationPreferences({ requestId: newId(), preferences, updateMask: [] });
  const [bo, cy] = [await scene.join('bo_requests'), await scene.join('cy_requests')];
  const mention = (author: Person, time: number) =>
    scene.post(author, { mentionedIds: [ana.accountId], createTime: new Date(time) });
  const first = await mention(bo, 1_000);
  await mention(cy, 2_000);
  const read: ReadHandles = async (pageToken) => {
    const { requests, nextPageToken } = await ana.requests.listNotificationRequests({ pageSize: 1, pageToken });
    return { handles: requests.map(({ account }) => account?.handle ?? ''), nextPageToken };
  };
  const handles = await walkBy(read, async () => {
    await mention(bo, 3_000);
    await scene.unpost(first);
  });
  t.deepEqual(handles, ['cy_requests', 'bo_requests']);
});
