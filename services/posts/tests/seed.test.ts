import test from 'ava';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { seedPosts } from '../seed.ts';
import { migrations } from '../service.ts';
import type { Member } from './member.ts';
import { startStage } from './stage.ts';

async function wholeHome(member: Member): Promise<string[]> {
  const texts: string[] = [];
  let pageToken = '';
  do {
    const page = await member.timeline.listHomeTimeline({ pageSize: 100, pageToken });
    texts.push(...page.posts.map((post) => post.text));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return texts;
}

test('seeded posts are as if they had been written, and are seeded once', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const createTime = new Date('2024-01-01');
  const post = {
    postId: newId(),
    authorId: ana.accountId,
    text: 'for @bo_ #tag',
    audience: 'public',
    createTime,
  } as const;
  const like = { postId: post.postId, accountId: bo.accountId };
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  await seedPosts(database, eventLog, [post], [like]);
  await seedPosts(database, eventLog, [post], [like]);
  const read = await bo.posts.getPost({ postId: post.postId });
  t.like(read.post, { text: post.text, createTime, likeCount: 1, viewerLiked: true });
  t.is(read.post?.spans.length, 2);
  t.deepEqual([await bo.home(), await ana.home()], [[post.text], [post.text]]);
  t.deepEqual(await stage.eventsOf(post.postId), ['PostCreated', 'PostLiked']);
});

test('a home timeline shows the newest 800, page by page', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const posts = Array.from({ length: 830 }, (_, index) => ({
    postId: newId(),
    authorId: ana.accountId,
    text: `post ${index}`,
    audience: 'public' as const,
    createTime: new Date(),
  }));
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  await seedPosts(database, eventLog, posts, []);
  const newest = posts.toReversed().slice(0, 800);
  t.deepEqual(
    await wholeHome(bo),
    newest.map((post) => post.text),
  );
  t.is((await wholeHome(ana)).length, 800);
});
