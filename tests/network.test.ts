import { randomUUID } from 'node:crypto';
import test from 'ava';
import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { fillFolder } from '../scripts/demo/fill-folder.ts';
import { findGraph } from '../scripts/demo/find-graph.ts';
import type { DemoNetwork } from '../scripts/demo/network.ts';
import type { DemoPerson } from '../scripts/demo/people.ts';
import type { DemoPost } from '../scripts/demo/posts.ts';
import { createRandom } from '../scripts/demo/random.ts';
import { demoPassword } from '../scripts/demo/write-network.ts';
import { type Api, openApi } from '../scripts/testing/api.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { timedId } from '../services/posts/domain/timed-id.ts';

const graph = findGraph();
const endTime = new Date('2026-01-01T00:00:00Z');
let tertulia: Tertulia;
let network: DemoNetwork;
let sample: { person: DemoPerson; api: Api }[];

test.before(async (t) => {
  t.timeout(150_000);
  t.log(`The network is ${graph.name}.`);
  const filling = { graphPath: graph.path, seed: 1, postsPerPerson: 3, endTime };
  const seed = async (dataDir: string) => {
    const filled = await fillFolder(dataDir, filling, { onStep: () => undefined, argon2MemoryKib: 64 });
    if (filled !== undefined) network = filled;
  };
  tertulia = await startTertulia({ seed });
  sample = await Promise.all(createRandom(3).sample(network.people, 12).map(signIn));
});
test.after.always(async () => await tertulia?.[Symbol.asyncDispose]());

test('there are 962 people, and two follows of each of 18,812 friendships', (t) => {
  t.is(network.people.length, 962);
  t.is(network.follows.length, 37_624);
});

test('a profile counts the follows of the graph', async (t) => {
  for (const { person, api } of sample) {
    const { profile } = await api.profiles.getProfile({ name: { $case: 'accountId', value: person.accountId } });
    const followers = network.follows.filter(({ followeeId }) => followeeId === person.accountId).length;
    t.is(profile?.followerCount, followers, person.handle);
  }
});

test('a home timeline has the newest posts of whom one follows that one may see', async (t) => {
  for (const { person, api } of sample) {
    const { posts } = await api.timelines.listHomeTimeline({ pageSize: 100 });
    t.deepEqual(
      posts.map(({ postId }) => postId),
      expectHome(person).slice(0, 100),
      person.handle,
    );
  }
});

test('comments are counted under their posts', async (t) => {
  const posts = createRandom(4).sample(
    network.posts.filter(({ audience, authorId }) => audience === 'public' && !isPrivate(authorId)),
    20,
  );
  const api = openApi(tertulia.url);
  for (const { postId } of posts) {
    const expected = network.comments.filter((comment) => comment.postId === postId).length;
    await waitFor(async () => (await api.posts.getPost({ postId })).post?.commentCount === expected, {
      timeoutMs: 60_000,
    });
  }
  t.pass();
});

test('everybody is notified of each thing that others did once', async (t) => {
  t.timeout(300_000);
  for (const { person, api } of sample) {
    const expected = expectNotified(person);
    await waitFor(async () => (await notifiedOf(api)).actors >= expected.actors, { timeoutMs: 240_000 });
    t.deepEqual(await notifiedOf(api), expected, person.handle);
  }
});

async function signIn(person: DemoPerson) {
  const request = { requestId: randomUUID(), handle: person.handle, password: demoPassword };
  const { accessToken } = await openApi(tertulia.url).sessions.signIn(request);
  return { person, api: openApi(tertulia.url, accessToken) };
}

/** Ids, the last that came first; each where it came first. */
function expectHome({ accountId, handle }: DemoPerson): string[] {
  const follows = network.follows.filter(({ followerId }) => followerId === accountId);
  const authors = new Set([accountId, ...follows.map(({ followeeId }) => followeeId)]);
  const circles = new Set(network.circles.flatMap((each) => (each.memberIds.includes(accountId) ? each.circleId : [])));
  const isMeant = ({ authorId, audience, text, circleId = '' }: DemoPost) => {
    if (authorId === accountId || audience === 'public' || audience === 'followers') return true;
    return audience === 'mentioned' ? names(text, handle) : circles.has(circleId);
  };
  const reposted = network.reposts.filter((repost) => authors.has(repost.accountId));
  const came = new Map<string, string>();
  const bring = (postId: string, entryId: string) => {
    if (entryId < (came.get(postId) ?? '~')) came.set(postId, entryId);
  };
  for (const post of network.posts) {
    if ((authors.has(post.authorId) && isMeant(post)) || isFound(post, accountId)) bring(post.postId, post.postId);
  }
  for (const { postId, accountId: by, createTime } of reposted) bring(postId, timedId(createTime, postId, by));
  const entries = [...came].sort(([, a], [, b]) => (a < b ? 1 : -1));
  return entries.map(([postId]) => postId);
}

/** Whether a post has a hashtag that somebody follows. What is private is for its followers alone. */
function isFound({ text, audience, authorId }: DemoPost, accountId: string): boolean {
  const followed = network.hashtagFollows.filter((each) => each.accountId === accountId);
  const isOpen = audience === 'public' && !isPrivate(authorId);
  return isOpen && followed.some(({ hashtag }) => text.endsWith(`#${hashtag}`));
}

function isPrivate(accountId: string): boolean {
  return network.people.some((person) => person.accountId === accountId && person.private);
}

/** How much there is to be notified of, told together, and by how many each. */
function expectNotified({ accountId, handle }: DemoPerson) {
  const own = new Set(network.posts.filter(({ authorId }) => authorId === accountId).map(({ postId }) => postId));
  const byOthers = network.comments.filter(({ authorId }) => authorId !== accountId);
  const replies = byOthers.filter(({ parentAuthorId }) => parentAuthorId === accountId);
  const comments = byOthers.filter((each) => own.has(each.postId) && !replies.includes(each));
  const quotes = network.posts.filter(
    ({ quoted, authorId }) => quoted?.authorId === accountId && authorId !== accountId,
  );
  const said = new Set(network.comments.flatMap((each) => (each.authorId === accountId ? each.commentId : [])));
  const commentLikes = network.commentLikes.filter(({ commentId }) => said.has(commentId));
  const told = [
    network.follows.filter(({ followeeId }) => followeeId === accountId).map((each) => ['', each.followerId]),
    network.likes.filter(({ postId }) => own.has(postId)).map((each) => [each.postId, each.accountId]),
    network.posts.filter(({ text }) => names(text, handle)).map((each) => [each.postId, each.authorId]),
    comments.map((each) => [each.postId, each.authorId]),
    replies.map((each) => [each.parentCommentId, each.authorId]),
    network.requests.filter(({ targetId }) => targetId === accountId).map((each) => ['', each.requesterId]),
    network.reposts.filter(({ postId }) => own.has(postId)).map((each) => [each.postId, each.accountId]),
    quotes.map((each) => [each.quoted?.postId, each.authorId]),
    commentLikes.map((each) => [each.commentId, each.accountId]),
  ];
  const count = (keyOf: (pair: readonly (string | undefined)[]) => string | undefined) =>
    told.reduce((sum, pairs) => sum + new Set(pairs.map(keyOf)).size, 0);
  return { notifications: count(([object]) => object), actors: count((pair) => pair.join()) };
}

/** What somebody is notified of, but for their own sign-ins. */
async function notifiedOf(api: Api) {
  const found: Notification[] = [];
  let pageToken = '';
  do {
    const page = await api.notifications.listNotifications({ pageSize: 100, pageToken });
    found.push(...page.notifications.filter(({ kind }) => kind !== NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return { notifications: found.length, actors: found.reduce((sum, { actorCount }) => sum + actorCount, 0) };
}

function names(text: string, handle: string): boolean {
  return new RegExp(`@${handle}(?![a-z0-9_])`).test(text);
}
