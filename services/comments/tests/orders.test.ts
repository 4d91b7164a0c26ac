import test from 'ava';
import { CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import { newId } from '../../kit/ids.ts';
import { writePageToken } from '../../kit/page-token.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const { COMMENT_ORDER_NEWEST: newest, COMMENT_ORDER_TOP: top, COMMENT_ORDER_OLDEST: oldest } = CommentOrder;

const like = (person: Person, commentId: string) => person.likes.likeComment({ requestId: newId(), commentId });
const unlike = (person: Person, commentId: string) => person.likes.unlikeComment({ requestId: newId(), commentId });

/** Walks all pages of a list; `between` runs after each. */
async function walk(postId: string, order: CommentOrder, pageSize: number, between = async () => {}) {
  const texts: string[] = [];
  let pageToken = '';
  do {
    const page = await scene.guest.listComments({ postId, pageSize, pageToken, order });
    texts.push(...page.comments.map(({ text }) => text));
    pageToken = page.nextPageToken;
    await between();
  } while (pageToken !== '');
  return texts;
}

async function writeSome(person: Person, postId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await comment(person, postId, `${n}`));
  return ids;
}

test('newest first, a comment that comes meanwhile neither repeats nor pushes out another', async (t) => {
  const ana = await scene.join('ana_newest');
  const postId = await scene.post(ana);
  await writeSome(ana, postId, 7);
  const texts = await walk(postId, newest, 3, async () => void (await comment(ana, postId, 'late')));
  t.deepEqual(texts, ['6', '5', '4', '3', '2', '1', '0']);
});

test('by likes, most first, and the oldest of those with as many', async (t) => {
  const [ana, bo] = [await scene.join('ana_top'), await scene.join('bo_top')];
  const postId = await scene.post(ana);
  const ids = await writeSome(ana, postId, 5);
  await like(ana, ids[3] ?? '');
  await like(bo, ids[3] ?? '');
  await like(bo, ids[1] ?? '');
  t.deepEqual(await walk(postId, top, 2), ['3', '1', '0', '2', '4']);
});

test('likes that come while one pages change no place: nothing repeats, nothing is left out', async (t) => {
  const [ana, bo] = [await scene.join('ana_still'), await scene.join('bo_still')];
  const postId = await scene.post(ana);
  const ids = await writeSome(ana, postId, 12);
  for (const id of ids.slice(0, 6)) await like(ana, id);
  let turn = 0;
  const texts = await walk(postId, top, 2, async () => {
    turn += 1;
    // One that was given already loses its like, one that was not gets two, and another comes and goes.
    await unlike(ana, ids[turn - 1] ?? '');
    await like(ana, ids[12 - turn] ?? '');
    await like(bo, ids[12 - turn] ?? '');
    await like(bo, ids[turn] ?? '');
    await unlike(bo, ids[turn] ?? '');
    await comment(ana, postId, `late ${turn}`);
  });
  t.deepEqual(
    texts.filter((text) => !text.startsWith('late')),
    Array.from({ length: 12 }, (_, n) => `${n}`),
  );
  t.is(new Set(texts).size, texts.length);
});

test('a walk by likes is unharmed by who likes and deletes all the time', async (t) => {
  const [ana, bo] = [await scene.join('ana_storm'), await scene.join('bo_storm')];
  const postId = await scene.post(ana);
  const ids = await writeSome(ana, postId, 30);
  for (const id of ids.slice(10, 20)) await like(ana, id);
  const done = new AbortController();
  const storm = (async () => {
    for (let n = 0; !done.signal.aborted; n++) await (n % 3 === 2 ? unlike : like)(bo, ids[(n * 7) % 30] ?? '');
  })();
  const texts = await walk(postId, top, 3);
  done.abort();
  await storm;
  t.deepEqual(texts.toSorted(), Array.from({ length: 30 }, (_, n) => `${n}`).toSorted());
});

test('replies have the same orders, and a token is of one order', async (t) => {
  const ana = await scene.join('ana_branch');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'branch');
  for (let n = 0; n < 4; n++) await comment(ana, postId, `${n}`, commentId);
  const first = await scene.guest.listReplies({ commentId, order: newest, pageSize: 2 });
  const request = { commentId, pageSize: 2, pageToken: first.nextPageToken };
  const second = await scene.guest.listReplies({ ...request, order: newest });
  t.deepEqual(
    [...first.replies, ...second.replies].map(({ text }) => text),
    ['3', '2', '1', '0'],
  );
  await expectStatus(
    t,
    scene.guest.listReplies({ ...request, order: oldest }),
    'INVALID_ARGUMENT',
    'INVALID_PAGE_TOKEN',
  );
  await expectStatus(
    t,
    scene.guest.listReplies({ commentId, order: 9 as CommentOrder }),
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
  );
});

test('a page token that somebody made up is refused', async (t) => {
  const postId = await scene.post(await scene.join('ana_made'));
  for (const position of ['x', 0.5, -1]) {
    const pageToken = writePageToken(['ListComments', postId, 'top'], [position, 1, '']);
    const call = scene.guest.listComments({ postId, pageToken, order: top });
    await expectStatus(t, call, 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
  }
});
