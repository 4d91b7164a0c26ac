import test from 'ava';
import { RepostsMuted } from '#gen/tertulia/profile/v1/graph_events.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

type Names = 'ana' | 'bo' | 'cyd' | 'dan' | 'eve';

interface Scene extends Record<Names, Member> {
  readonly stage: Stage;
}

/** Dan follows bo and cyd. Others may be added, and more is done to whom many follow than to bring it to them. */
async function startScene(settings: Record<string, string> = {}): Promise<Scene> {
  const stage = await startStage(settings);
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan', 'eve'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan, eve] = members as [Member, Member, Member, Member, Member];
  for (const followee of [bo, cyd]) await stage.follow(dan, followee);
  return { stage, ana, bo, cyd, dan, eve };
}

/** Waits until a home timeline is so, and gives how it is. */
async function homeBecomes(member: Member, wanted: string[]): Promise<string[]> {
  await waitFor(async () => JSON.stringify(await member.home()) === JSON.stringify(wanted)).catch(() => undefined);
  return member.home();
}

/** Pages through a home timeline, and lets something happen once a number of posts have come. */
async function walk(
  { timeline }: Member,
  { pageSize, after, change }: { pageSize: number; after: number; change: () => Promise<unknown> },
): Promise<string[]> {
  const texts: string[] = [];
  let pageToken = '';
  do {
    const page = await timeline.listHomeTimeline({ pageSize, pageToken });
    texts.push(...page.posts.map(({ text, repostedBy }) => (repostedBy ? `${text} by ${repostedBy.handle}` : text)));
    pageToken = page.nextPageToken;
    if (texts.length === after) await change();
  } while (pageToken !== '');
  return texts;
}

/** Of ana's post, bo's repost is deep in dan's timeline and cyd's is high: it stands with bo's. */
async function repostTwice({ ana, bo, cyd, dan }: Scene) {
  const post = await ana.write('of ana');
  await bo.write('1');
  await bo.repost(post);
  for (const text of ['2', '3']) await bo.write(text);
  await cyd.repost(post);
  for (const text of ['4', '5']) await bo.write(text);
  return { post, before: await homeBecomes(dan, ['5', '4', '3', '2', 'of ana', '1']) };
}

const whole = ['5', '4', '3', '2', 'of ana', '1'];

for (const [title, settings] of [
  ['brought', {}],
  ['found', { POSTS_FAN_OUT_MAX_FOLLOWERS: '0' }],
] as const) {
  test(`a post whose first repost is withdrawn is not passed over by who has passed the second: ${title}`, async (t) => {
    const scene = await startScene(settings);
    await using _stage = scene.stage;
    const { bo, dan } = scene;
    const { post, before } = await repostTwice(scene);
    t.deepEqual(before, whole);
    const texts = await walk(dan, { pageSize: 3, after: 3, change: () => bo.unrepost(post) });
    t.deepEqual(texts, ['5', '4', '3', 'of ana by cyd', '2', '1']);
    t.deepEqual(await dan.home(), ['5', '4', 'of ana', '3', '2', '1']);
  });
}

test('nor one whose first reposter is muted, unfollowed, or in a block', async (t) => {
  for (const change of [
    ({ stage, bo, dan }: Scene) =>
      stage.tell(dan.accountId, RepostsMuted, { muterId: dan.accountId, mutedId: bo.accountId }),
    async ({ stage, bo, dan }: Scene) => stage.mute(dan, bo),
    async ({ stage, bo, dan }: Scene) => stage.unfollow(dan, bo),
    async ({ stage, bo, dan }: Scene) => stage.block(bo, dan),
  ]) {
    const scene = await startScene();
    await using _stage = scene.stage;
    await repostTwice(scene);
    const texts = await walk(scene.dan, { pageSize: 3, after: 3, change: () => change(scene) });
    t.is(texts[3], 'of ana by cyd');
    t.is(texts.filter((text) => text.startsWith('of ana')).length, 1);
  }
});

test('a post of who is followed no more comes by the repost that was passed', async (t) => {
  const scene = await startScene();
  await using _stage = scene.stage;
  const { stage, ana, cyd, dan } = scene;
  await stage.follow(dan, ana);
  const post = await ana.write('of ana');
  for (const text of ['1', '2']) await cyd.write(text);
  await cyd.repost(post);
  await cyd.write('3');
  t.deepEqual(await homeBecomes(dan, ['3', '2', '1', 'of ana']), ['3', '2', '1', 'of ana']);
  const texts = await walk(dan, { pageSize: 2, after: 2, change: () => stage.unfollow(dan, ana) });
  t.deepEqual(texts, ['3', '2', 'of ana by cyd', '1']);
});

test('what one has had comes no more, also where an earlier reason for it comes up', async (t) => {
  const scene = await startScene();
  await using _stage = scene.stage;
  const { stage, ana, cyd, dan, eve } = scene;
  const [post, other] = [await ana.write('of ana'), await ana.write('another')];
  await eve.repost(other);
  for (const text of ['1', '2']) await cyd.write(text);
  await cyd.repost(other);
  await cyd.repost(post);
  const before = ['of ana', 'another', '2', '1'];
  t.deepEqual(await homeBecomes(dan, before), before);
  const followBoth = async () => {
    await stage.follow(dan, eve);
    await stage.follow(dan, ana);
  };
  const texts = await walk(dan, { pageSize: 2, after: 2, change: followBoth });
  t.deepEqual(texts, ['of ana by cyd', 'another by cyd', '2', '1']);
  t.deepEqual(await dan.home(), ['2', '1', 'another', 'of ana']);
});

test('more posts that lost their places than a page has come page by page', async (t) => {
  const scene = await startScene();
  await using _stage = scene.stage;
  const { stage, ana, bo, cyd, dan } = scene;
  const texts = Array.from({ length: 7 }, (_, index) => `${index}`);
  const posts = [];
  for (const text of texts) posts.push(await ana.write(text));
  for (const post of posts) await bo.repost(post);
  await bo.write('of bo');
  for (const post of posts) await cyd.repost(post);
  await cyd.write('of cyd');
  const before = ['of cyd', 'of bo', ...texts.toReversed()];
  t.deepEqual(await homeBecomes(dan, before), before);
  const seen = await walk(dan, { pageSize: 2, after: 2, change: () => stage.unfollow(dan, bo) });
  t.deepEqual(seen, ['of cyd', 'of bo', ...texts.toReversed().map((text) => `${text} by cyd`)]);
});
