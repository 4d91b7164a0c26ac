import test from 'ava';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Member } from './member.ts';
import { startStage } from './stage.ts';

/** Two followers are too many to bring everything to. */
async function startScene() {
  const stage = await startStage({ POSTS_FAN_OUT_MAX_FOLLOWERS: '1' });
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan] = members as [Member, Member, Member, Member];
  return { stage, ana, bo, cyd, dan };
}

async function homeBecomes(member: Member, wanted: string[]): Promise<string[]> {
  await waitFor(async () => JSON.stringify(await member.home()) === JSON.stringify(wanted)).catch(() => undefined);
  return member.home();
}

async function wholeHome(member: Member, pageSize: number): Promise<string[]> {
  const texts: string[] = [];
  let pageToken = '';
  do {
    const page = await member.timeline.listHomeTimeline({ pageSize, pageToken });
    texts.push(...page.posts.map(({ text }) => text));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return texts;
}

test('crossing the threshold, up and down, loses and doubles nothing', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  await ana.write('1: one follower');
  await homeBecomes(bo, ['1: one follower']);
  await stage.follow(cyd, ana);
  await ana.write('2: two followers');
  await bo.write('3: of bo');
  await ana.write('4: for followers', 'followers');
  await ana.write('5: for @cyd', 'mentioned');
  await stage.follow(dan, ana);
  await stage.unfollow(dan, ana);
  await stage.unfollow(cyd, ana);
  await ana.write('6: one again');
  await stage.follow(cyd, ana);
  const bos = ['6: one again', '4: for followers', '3: of bo', '2: two followers', '1: one follower'];
  t.deepEqual(await homeBecomes(bo, bos), bos);
  t.deepEqual(await wholeHome(bo, 2), bos);
  const cyds = ['6: one again', '5: for @cyd', '4: for followers', '2: two followers', '1: one follower'];
  t.deepEqual([await cyd.home(), await wholeHome(cyd, 1), await dan.home()], [cyds, cyds, []]);
  await stage.unfollow(bo, ana);
  t.deepEqual(await bo.home(), ['3: of bo']);
});

test('a post is there once, be it brought or found', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  // Ana and bo have two followers each, dan has one.
  for (const author of [ana, bo]) for (const reader of [cyd, dan]) await stage.follow(reader, author);
  await stage.follow(cyd, dan);
  await ana.write('first');
  const post = await ana.write('of ana');
  const eve = await stage.member('eve');
  const other = await eve.write('of eve');
  await dan.repost(other);
  await bo.repost(other);
  await bo.repost(post);
  await dan.repost(post);
  const wanted = ['of eve', 'of ana', 'first'];
  t.deepEqual(await homeBecomes(cyd, wanted), wanted);
  t.deepEqual(await wholeHome(cyd, 1), wanted);
  const { posts } = await cyd.timeline.listHomeTimeline({});
  t.deepEqual(
    posts.map(({ repostedBy }) => repostedBy?.handle),
    ['dan', undefined, undefined],
  );
  await dan.unrepost(other);
  t.is((await cyd.timeline.listHomeTimeline({})).posts[0]?.repostedBy?.handle, 'bo_');
  await stage.unfollow(cyd, ana);
  t.deepEqual(await cyd.home(), ['of ana', 'of eve']);
});

test('a stream tells what is not brought', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  for (const reader of [cyd, dan]) await stage.follow(reader, ana);
  await using watching = await cyd.watch().opened();
  const of = await bo.write('of bo');
  const ids = [(await ana.write('one')).postId, (await ana.write('two')).postId];
  await ana.repost(of);
  const last = (await ana.write('three')).postId;
  const told = [...ids, of.postId, last];
  t.deepEqual(await watching.told(4), told);
  await using resumed = await cyd.watch(watching.messages[0]?.cursor).opened();
  t.deepEqual(await resumed.told(4), told);
});

test('a stream tells a post once, be it brought or found', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  // Ana has two followers, bo one.
  for (const reader of [cyd, dan]) await stage.follow(reader, ana);
  await stage.follow(cyd, bo);
  const eve = await stage.member('eve');
  const [found, brought] = [await eve.write('found first'), await eve.write('brought first')];
  await using watching = await cyd.watch().opened();
  await ana.repost(found);
  await bo.repost(found);
  await bo.repost(brought);
  await ana.repost(brought);
  await cyd.repost(found);
  const last = await cyd.write('last');
  await waitFor(() => watching.postIds.includes(last.postId));
  const told = [found.postId, brought.postId, last.postId];
  t.deepEqual(watching.postIds, told);
  await using resumed = await cyd.watch(watching.messages[0]?.cursor).opened();
  await waitFor(() => resumed.postIds.includes(last.postId));
  t.deepEqual(resumed.postIds, told);
});
