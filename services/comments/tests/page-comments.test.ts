import test from 'ava';
import { Blocked } from '#gen/tertulia/profile/v1/graph_events.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

/** Walks all pages; `between` runs after each. */
async function walk(person: Person, postId: string, pageSize: number, between = async () => {}) {
  const pages: string[][] = [];
  let pageToken = '';
  do {
    const page = await person.client.listComments({ postId, pageSize, pageToken });
    pages.push(page.comments.map(({ text }) => text));
    pageToken = page.nextPageToken;
    await between();
  } while (pageToken !== '');
  return pages;
}

test('pages are oldest first, full, and stay in step while comments arrive', async (t) => {
  const ana = await scene.join('ana_walks');
  const postId = await scene.post(ana);
  for (let n = 0; n < 8; n++) await comment(ana, postId, `${n}`);
  let arrived = 8;
  const pages = await walk(ana, postId, 3, async () => {
    if (arrived < 10) await comment(ana, postId, `${arrived++}`);
  });
  t.deepEqual(pages, [['0', '1', '2'], ['3', '4', '5'], ['6', '7', '8'], ['9']]);
});

test('comments written at the same time are each seen once by who walks meanwhile', async (t) => {
  const [ana, bo] = [await scene.join('ana_races'), await scene.join('bo_races')];
  const postId = await scene.post(ana);
  const writing = Promise.all(Array.from({ length: 40 }, (_, n) => comment(n % 2 ? ana : bo, postId, `${n}`)));
  const early = (await walk(bo, postId, 5)).flat();
  await writing;
  const all = (await walk(bo, postId, 7)).flat();
  t.is(new Set(all).size, 40);
  t.is(all.length, 40);
  t.deepEqual(all.slice(0, early.length), early);
});

test('pages are full where most comments are hidden, and no empty page ends the list', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_sieve'), await scene.join('bo_sieve'), await scene.join('cy_sieve')];
  const postId = await scene.post(cy);
  for (let n = 0; n < 24; n++) await comment(n % 4 === 0 ? cy : bo, postId, `${n}`);
  await scene.tell('profile', ana.accountId, Blocked, { blockerId: ana.accountId, blockedId: bo.accountId });
  t.deepEqual(await walk(ana, postId, 2), [
    ['0', '4'],
    ['8', '12'],
    ['16', '20'],
  ]);
});

test('page sizes and tokens are held to their rules', async (t) => {
  const ana = await scene.join('ana_rules');
  const [postId, other] = [await scene.post(ana), await scene.post(ana)];
  for (let n = 0; n < 22; n++) await comment(ana, postId, `${n}`);
  const first = await scene.guest.listComments({ postId });
  t.is(first.comments.length, 20);
  t.is((await scene.guest.listComments({ postId, pageSize: 5_000 })).comments.length, 22);
  const { nextPageToken: pageToken } = first;
  t.is((await scene.guest.listComments({ postId, pageToken, pageSize: 1 })).comments.length, 1);
  await expectStatus(
    t,
    scene.guest.listComments({ postId: other, pageToken }),
    'INVALID_ARGUMENT',
    'INVALID_PAGE_TOKEN',
  );
  await expectStatus(t, scene.guest.listComments({ postId, pageToken: 'x' }), 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
  await expectStatus(t, scene.guest.listComments({ postId, pageSize: -1 }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('replies are paged as comments are', async (t) => {
  const ana = await scene.join('ana_pages');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'top');
  for (let n = 0; n < 5; n++) await comment(ana, postId, `${n}`, commentId);
  const first = await scene.guest.listReplies({ commentId, pageSize: 4 });
  const second = await scene.guest.listReplies({ commentId, pageSize: 4, pageToken: first.nextPageToken });
  t.deepEqual(
    [...first.replies, ...second.replies].map(({ text }) => text),
    ['0', '1', '2', '3', '4'],
  );
  t.is(second.nextPageToken, '');
});
