import { randomUUID } from 'node:crypto';
import test from 'ava';
import { openApi } from '../scripts/testing/api.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { expectStatus } from '../services/kit/testing/expect-status.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { follow, type Member, post, signUp } from './members.ts';

let tertulia: Tertulia;
let ana: Member;
let bo: Member;
let postId: string;

test.before(async () => {
  tertulia = await startTertulia();
  [ana, bo] = await Promise.all([signUp(tertulia.url, 'ana'), signUp(tertulia.url, 'bo_')]);
  await follow(bo, ana);
  postId = await post(ana, 'Hello @bo_');
  await waitFor(() => bo.api.comments.listComments({ postId }));
  await waitFor(async () => (await unread(bo)) > 0);
});
test.after.always(async () => await tertulia[Symbol.asyncDispose]());

const unread = async ({ api }: Member) => (await api.notifications.getUnreadCount({})).unreadCount;
const comment = (who: Member, text: string) =>
  who.api.comments.createComment({ requestId: randomUUID(), postId, parentCommentId: '', text });

// One after the other: each stops a part that the others need.
test.serial('without profile, who is signed in reads, posts, comments and is notified', async (t) => {
  await using _down = await stop('profile');
  await expectStatus(
    t,
    openApi(tertulia.url).profiles.getProfile({ name: { $case: 'handle', value: 'ana' } }),
    'UNAVAILABLE',
  );
  t.true((await bo.api.timelines.listHomeTimeline({})).posts.length > 0);
  const before = await unread(bo);
  await post(ana, 'Still here, @bo_');
  await waitFor(async () => (await unread(bo)) > before);
  await comment(bo, 'So am I.');
  t.true((await ana.api.comments.listComments({ postId })).comments.length > 0);
});

test.serial('without posts, people sign up, follow, read comments and notifications', async (t) => {
  await using _down = await stop('posts');
  await expectStatus(t, ana.api.timelines.listHomeTimeline({}), 'UNAVAILABLE');
  const cleo = await signUp(tertulia.url, 'cleo');
  await follow(cleo, ana);
  t.true((await bo.api.comments.listComments({ postId })).comments.length > 0);
  await comment(bo, 'Nobody there?');
  t.true((await bo.api.notifications.listNotifications({})).notifications.length > 0);
});

test.serial('without comments, everything else goes on', async (t) => {
  await using _down = await stop('comments');
  await expectStatus(t, ana.api.comments.listComments({ postId }), 'UNAVAILABLE');
  const id = await post(ana, 'No talking now.');
  t.is((await bo.api.posts.getPost({ postId: id })).post?.postId, id);
  t.true((await bo.api.notifications.listNotifications({})).notifications.length > 0);
  await signUp(tertulia.url, 'dan');
});

test.serial('without notifications, everything else goes on, and what happened is told afterwards', async (t) => {
  const before = await unread(bo);
  const down = await stop('notifications');
  await expectStatus(t, bo.api.notifications.listNotifications({}), 'UNAVAILABLE');
  await post(ana, 'Can you hear me, @bo_?');
  await comment(bo, 'Loud and clear.');
  await down[Symbol.asyncDispose]();
  await waitFor(async () => (await unread(bo)) === before + 1);
  t.pass();
});

/** Stops a service; disposing starts it again and waits for it. */
async function stop(name: keyof Tertulia['services']): Promise<AsyncDisposable> {
  const service = tertulia.services[name];
  await service.kill('SIGTERM');
  const dispose = async () => {
    service.restart();
    await tertulia.ready();
  };
  return { [Symbol.asyncDispose]: dispose };
}
