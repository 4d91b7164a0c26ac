import test from 'ava';
import { Followed, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { seedPosts } from '../seed.ts';
import { migrations } from '../service.ts';
import { keepLimit } from '../store/home-store.ts';
import type { Member } from './member.ts';
import { startStage } from './stage.ts';

async function homeBecomes(member: Member, texts: string[]): Promise<string[]> {
  const wanted = JSON.stringify(texts);
  await waitFor(async () => JSON.stringify(await member.home()) === wanted).catch(() => undefined);
  return member.home();
}

test('a post is in its author’s own timeline with the answer, and comes to the followers', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd] = [await stage.member('ana'), await stage.member('bo_'), await stage.member('cyd')];
  await stage.follow(bo, ana);
  await ana.write('hello');
  t.deepEqual(await ana.home(), ['hello']);
  t.deepEqual(await homeBecomes(bo, ['hello']), ['hello']);
  t.deepEqual(await cyd.home(), []);
});

test('a post for who is mentioned comes to those followers only', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd] = [await stage.member('ana'), await stage.member('bo_'), await stage.member('cyd')];
  await stage.follow(bo, ana);
  await stage.follow(cyd, ana);
  await ana.write('for @bo_', 'mentioned');
  await ana.write('for both', 'followers');
  t.deepEqual(await homeBecomes(bo, ['for both', 'for @bo_']), ['for both', 'for @bo_']);
  t.deepEqual(await homeBecomes(cyd, ['for both']), ['for both']);
});

test('a new follower gets the posts that were there, and loses them with the follow', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await bo.write('own');
  await ana.write('one');
  await ana.write('two', 'followers');
  await ana.write('three', 'mentioned');
  await stage.follow(bo, ana);
  t.deepEqual(await bo.home(), ['two', 'one', 'own']);
  await stage.unfollow(bo, ana);
  t.deepEqual(await bo.home(), ['own']);
});

test('who hears of many follows at once brings what all of them bring, and takes away what the ends of some take', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd, dan] = [
    await stage.member('ana'),
    await stage.member('bo_'),
    await stage.member('cyd'),
    await stage.member('dan'),
  ];
  for (const author of [ana, bo, cyd, dan]) await author.write(`of ${author.handle}`);
  await dan.write('for @bo_', 'mentioned');
  await cyd.repost(await ana.write('more of ana'));
  await stage.stop();
  const tell = (type: EventType<object>, follower: Member, followee: Member) =>
    stage.profile.append(follower.accountId, type, {
      followerId: follower.accountId,
      followeeId: followee.accountId,
    });
  for (const follower of [ana, bo]) {
    for (const followee of [ana, bo, cyd, dan]) if (followee !== follower) await tell(Followed, follower, followee);
  }
  // Told twice, as by a log that is heard anew.
  await tell(Followed, ana, bo);
  for (const followee of [bo, dan, dan]) await tell(Unfollowed, ana, followee);
  await tell(Followed, ana, bo);
  const last = await tell(Unfollowed, bo, ana);
  await stage.start();
  await stage.hear('profile', last);
  t.deepEqual(await ana.home(), ['more of ana', 'of cyd', 'of bo_', 'of ana']);
  t.deepEqual(await bo.home(), ['more of ana', 'for @bo_', 'of dan', 'of cyd', 'of bo_']);
});

test('a follow brings as much as a timeline shows of what is meant for the follower', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  const authorId = ana.accountId;
  const post = (text: string, audience: 'public' | 'mentioned') => ({
    ...{ postId: newId(), authorId, text, audience, createTime: new Date() },
  });
  const meant = Array.from({ length: keepLimit + 5 }, (_, number) => post(`${number}`, 'public'));
  const others = Array.from({ length: 50 }, () => post('not for bo', 'mentioned'));
  await seedPosts(database, eventLog, [...meant, ...others], {});
  await stage.follow(bo, ana);
  const sql = 'select count(*) as count, min(entry_id) as first from home_entry where owner_id = :owner';
  const kept = await database.get<{ count: number; first: string }>(sql, { owner: bo.accountId });
  t.deepEqual(kept, { count: keepLimit, first: meant[5]?.postId });
});

test('a follow amid posts brings each of them once', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const texts = Array.from({ length: 30 }, (_, index) => `post ${index}`);
  const writing = (async () => {
    for (const text of texts) await ana.write(text);
  })();
  await waitFor(async () => (await ana.home()).length > 5);
  await stage.follow(bo, ana);
  await writing;
  const wanted = texts.toReversed();
  t.deepEqual(await homeBecomes(bo, wanted), wanted);
});

test('a block empties both timelines of each other', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(ana, bo);
  await stage.follow(bo, ana);
  await ana.write('of ana');
  await bo.write('of bo');
  await homeBecomes(ana, ['of bo', 'of ana']);
  await homeBecomes(bo, ['of bo', 'of ana']);
  await stage.block(ana, bo);
  t.deepEqual(await ana.home(), ['of ana']);
  t.deepEqual(await bo.home(), ['of bo']);
});

test('a deleted post leaves every timeline', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const post = await ana.write('gone soon');
  await ana.write('stays');
  await homeBecomes(bo, ['stays', 'gone soon']);
  await ana.delete(post);
  t.deepEqual(await bo.home(), ['stays']);
  t.deepEqual(await ana.home(), ['stays']);
});

test('pages neither repeat nor leave out while posts are written', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  for (let index = 0; index < 7; index += 1) await ana.write(`${index}`);
  const seen: string[] = [];
  let pageToken = '';
  do {
    const page = await ana.timeline.listHomeTimeline({ pageSize: 3, pageToken });
    seen.push(...page.posts.map((post) => post.text));
    await ana.write('new');
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  t.deepEqual(seen, ['6', '5', '4', '3', '2', '1', '0']);
});

test('a page token is of one list and one reader', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await ana.write('one');
  await ana.write('two');
  const { nextPageToken: pageToken } = await ana.timeline.listHomeTimeline({ pageSize: 1 });
  t.not(pageToken, '');
  const authorId = ana.accountId;
  for (const foreign of [
    bo.timeline.listHomeTimeline({ pageToken }),
    ana.timeline.listAuthorPosts({ authorId, pageToken }),
    ana.timeline.listHomeTimeline({ pageToken: 'x' }),
  ]) {
    await expectStatus(t, foreign, 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
  }
  await expectStatus(t, ana.timeline.listHomeTimeline({ pageSize: -1 }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});
