import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
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
  t.timeout(120_000);
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
  await t.notThrowsAsync(fc.assert(property, { numRuns: 15 }));
});
