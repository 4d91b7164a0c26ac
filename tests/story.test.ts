import { randomUUID } from 'node:crypto';
import test from 'ava';
import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { follow, type Member, post, signUp } from './members.ts';

let tertulia: Tertulia;
test.before(async () => {
  tertulia = await startTertulia();
});
test.after.always(async () => await tertulia[Symbol.asyncDispose]());

test('Ana posts, Bo hears of it and answers, and Ana hears of that', async (t) => {
  const [ana, bo] = await Promise.all([signUp(tertulia.url, 'ana'), signUp(tertulia.url, 'bo_')]);
  const earlier = await post(ana, 'Is anybody up?');
  await follow(bo, ana);
  await waitFor(async () => (await listHome(bo)).includes(earlier));
  await using notified = watch((signal) => bo.api.notifications.watchNotifications({ cursor: '' }, { signal }));
  await using home = watch((signal) => bo.api.timelines.watchHome({ cursor: '' }, { signal }));
  await Promise.all([notified.first, home.first]);

  const postId = await post(ana, 'Good morning @bo_, the kettle is on. #tertulia');

  await waitFor(() => notified.seen.some(({ notifications }) => notifications.some((each) => each.postId === postId)));
  await waitFor(() => home.seen.some(({ postIds }) => postIds.includes(postId)));
  const { posts } = await bo.api.timelines.listHomeTimeline({});
  t.like(posts[0], { postId, author: { handle: 'ana' }, text: 'Good morning @bo_, the kettle is on. #tertulia' });
  const mention = await waitFor(() => findNotification(bo, NotificationKind.NOTIFICATION_KIND_MENTION));
  t.like(mention, { postId, actor: { handle: 'ana' }, read: false });

  const text = 'Coming!';
  await bo.api.comments.createComment({ requestId: randomUUID(), postId, parentCommentId: '', text });
  const comment = await waitFor(() => findNotification(ana, NotificationKind.NOTIFICATION_KIND_COMMENT));
  t.like(comment, { postId, actor: { handle: 'bo_' }, snippet: text });
  const listed = await ana.api.comments.listComments({ postId });
  t.deepEqual(
    listed.comments.map((each) => each.text),
    [text],
  );
  await waitFor(async () => (await ana.api.posts.getPost({ postId })).post?.commentCount === 1);
});

test('a like is counted once and notified once', async (t) => {
  const [cleo, dan] = await Promise.all([signUp(tertulia.url, 'cleo'), signUp(tertulia.url, 'dan')]);
  const postId = await post(cleo, 'The plums are ripe.');
  const likes = [1, 2].map(() => dan.api.engagement.likePost({ requestId: randomUUID(), postId }));
  await Promise.all(likes);
  await waitFor(() => findNotification(cleo, NotificationKind.NOTIFICATION_KIND_LIKE));
  const seen = await dan.api.posts.getPost({ postId });
  t.like(seen.post, { likeCount: 1, viewerLiked: true });
  t.is((await cleo.api.notifications.getUnreadCount({})).unreadCount, 1);
});

test('the same request_id twice makes one post, and both calls get it', async (t) => {
  const eve = await signUp(tertulia.url, 'eve');
  const request = { requestId: randomUUID(), text: 'Only once.', audience: 0 } as const;
  const answers = await Promise.all([eve.api.posts.createPost(request), eve.api.posts.createPost(request)]);
  const again = await eve.api.posts.createPost(request);
  t.is(new Set([...answers, again].map((answer) => answer.post?.postId)).size, 1);
  const { posts } = await eve.api.timelines.listAuthorPosts({ authorId: eve.id });
  t.is(posts.length, 1);
});

async function listHome(member: Member): Promise<string[]> {
  const { posts } = await member.api.timelines.listHomeTimeline({});
  return posts.map(({ postId }) => postId);
}

async function findNotification(member: Member, kind: NotificationKind) {
  const { notifications } = await member.api.notifications.listNotifications({});
  return notifications.find((each) => each.kind === kind);
}

/** Reads a stream in the background. */
function watch<T>(open: (signal: AbortSignal) => AsyncIterable<T>) {
  const seen: T[] = [];
  const stop = new AbortController();
  const { promise: first, resolve, reject } = Promise.withResolvers<void>();
  const read = async () => {
    for await (const message of open(stop.signal)) {
      seen.push(message);
      resolve();
    }
  };
  const ended = read().catch((error: unknown) => {
    if (!stop.signal.aborted) reject(error);
  });
  const dispose = async () => {
    stop.abort();
    await ended;
  };
  return { seen, first, [Symbol.asyncDispose]: dispose };
}
