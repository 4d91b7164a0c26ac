import test from 'ava';
import { openDatabase } from '../../kit/database/database.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { migrations } from '../service.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd] = members as [Member, Member, Member];
  return { stage, ana, bo, cyd };
}

async function homeBecomes(member: Member, wanted: string[]): Promise<string[]> {
  await waitFor(async () => JSON.stringify(await member.home()) === JSON.stringify(wanted)).catch(() => undefined);
  return member.home();
}

test('a followed hashtag brings what is written for everybody, before and after', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  await ana.write('old #Café');
  t.is(await bo.followHashtag('CAFÉ'), 'café');
  t.deepEqual(await bo.home(), ['old #Café']);
  await ana.write('for followers #café', 'followers');
  await ana.write('new #café #two');
  t.deepEqual(await homeBecomes(bo, ['new #café #two', 'old #Café']), ['new #café #two', 'old #Café']);
  t.deepEqual((await bo.hashtags.listFollowedHashtags({})).hashtags, ['café']);
  await bo.unfollowHashtag('Café');
  t.deepEqual(await bo.home(), []);
  t.deepEqual((await bo.hashtags.listFollowedHashtags({})).hashtags, []);
});

test('a post is there once, for as long as one reason for it lasts, and is told once', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  await bo.followHashtag('one');
  await bo.followHashtag('two');
  await using watching = await bo.watch().opened();
  const first = await ana.write('both #one #two');
  const second = await ana.write('plain');
  t.deepEqual(await watching.told(2), [first.postId, second.postId]);
  t.deepEqual(await bo.home(), ['plain', 'both #one #two']);
  await stage.unfollow(bo, ana);
  t.deepEqual(await bo.home(), ['both #one #two']);
  await bo.unfollowHashtag('one');
  t.deepEqual(await bo.home(), ['both #one #two']);
  await bo.unfollowHashtag('two');
  t.deepEqual(await bo.home(), []);
});

/** How many rows of a timeline came by a hashtag: also those that are not shown use it up. */
async function rowsByHashtag(stage: Stage, { accountId: ownerId }: Member): Promise<number> {
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  const sql = "select count(*) as rows from home_entry where owner_id = :ownerId and source like '#%'";
  return (await database.get<{ rows: number }>(sql, { ownerId }))?.rows ?? 0;
}

test('what a private author tags takes no place in a timeline, until they open their account', async (t) => {
  const { stage, ana, bo, cyd } = await startScene();
  await using _stage = stage;
  await ana.write('one #tag');
  await bo.followHashtag('tag');
  t.is(await rowsByHashtag(stage, bo), 1);
  await stage.setPrivate(ana, true);
  t.is(await rowsByHashtag(stage, bo), 0);
  await bo.followHashtag('other');
  await ana.write('two #tag #other');
  await cyd.write('of cyd #tag');
  t.deepEqual(await homeBecomes(bo, ['of cyd #tag']), ['of cyd #tag']);
  t.is(await rowsByHashtag(stage, bo), 1);
  await bo.unfollowHashtag('other');
  await bo.followHashtag('other');
  t.is(await rowsByHashtag(stage, bo), 1);
  await stage.setPrivate(ana, false);
  t.deepEqual(await bo.home(), ['of cyd #tag', 'two #tag #other', 'one #tag']);
  await stage.setPrivate(ana, true);
  await stage.follow(bo, ana);
  t.deepEqual(await bo.home(), ['of cyd #tag', 'two #tag #other', 'one #tag']);
  await stage.unfollow(bo, ana);
  t.deepEqual(await bo.home(), ['of cyd #tag']);
});

for (const side of ['reader', 'author'] as const) {
  test(`what is tagged across a block takes no place in a timeline, until it ends (the ${side} blocks)`, async (t) => {
    const { stage, ana, bo, cyd } = await startScene();
    await using _stage = stage;
    const pair = side === 'reader' ? ([bo, ana] as const) : ([ana, bo] as const);
    await ana.write('one #tag');
    await bo.followHashtag('tag');
    await stage.block(...pair);
    t.is(await rowsByHashtag(stage, bo), 0);
    await ana.write('two #tag');
    await cyd.write('of cyd #tag');
    t.deepEqual(await homeBecomes(bo, ['of cyd #tag']), ['of cyd #tag']);
    t.is(await rowsByHashtag(stage, bo), 1);
    await stage.unblock(...pair);
    t.deepEqual(await bo.home(), ['of cyd #tag', 'two #tag', 'one #tag']);
  });
}

test('an edit moves a post between hashtags', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  await bo.followHashtag('old');
  const post = await ana.write('#old');
  await homeBecomes(bo, ['#old']);
  await ana.edit(post, '#new');
  t.deepEqual(await homeBecomes(bo, []), []);
  t.deepEqual([await bo.postsWith('old'), await bo.postsWith('new')], [[], ['#new']]);
  await bo.followHashtag('new');
  t.deepEqual(await bo.home(), ['#new']);
});

test('the page of a hashtag has what its reader may see', async (t) => {
  const { stage, ana, bo, cyd } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  await ana.write('public #tag');
  await ana.write('for followers #tag', 'followers');
  await cyd.write('#tag of cyd');
  t.deepEqual(await bo.postsWith('TAG'), ['#tag of cyd', 'for followers #tag', 'public #tag']);
  t.deepEqual(await stage.guest().postsWith('tag'), ['#tag of cyd', 'public #tag']);
  await stage.block(bo, cyd);
  t.deepEqual(await bo.postsWith('tag'), ['for followers #tag', 'public #tag']);
  const page = await bo.timeline.listHashtagPosts({ hashtag: 'tag', pageSize: 1 });
  const rest = await bo.timeline.listHashtagPosts({ hashtag: 'tag', pageToken: page.nextPageToken });
  t.deepEqual([page.posts[0]?.text, rest.posts[0]?.text], ['for followers #tag', 'public #tag']);
  for (const hashtag of ['', '#tag', 'a b', '12']) {
    await expectStatus(t, bo.postsWith(hashtag), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
    await expectStatus(t, bo.followHashtag(hashtag), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  }
});

test('the local timeline has what is for everybody', async (t) => {
  const { stage, ana, bo, cyd } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  await ana.write('one');
  await ana.write('for followers', 'followers');
  const two = await bo.write('two');
  await cyd.repost(two);
  t.deepEqual(
    [await bo.local(), await stage.guest().local()],
    [
      ['two', 'one'],
      ['two', 'one'],
    ],
  );
  await stage.setPrivate(ana, true);
  t.deepEqual([await bo.local(), await ana.local(), await stage.guest().local()], [['two'], ['two'], ['two']]);
  await stage.block(cyd, bo);
  t.deepEqual(await cyd.local(), []);
  await bo.delete(two);
  t.deepEqual(await bo.local(), []);
});
