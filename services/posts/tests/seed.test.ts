import test from 'ava';
import { v7 } from 'uuid';
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
  const deeds = { likes: [{ postId: post.postId, accountId: bo.accountId }] };
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  await seedPosts(database, eventLog, [post], deeds);
  await seedPosts(database, eventLog, [post], deeds);
  const read = await bo.posts.getPost({ postId: post.postId });
  t.like(read.post, { text: post.text, createTime, likeCount: 1, viewerLiked: true });
  t.is(read.post?.spans.length, 2);
  t.deepEqual([await bo.home(), await ana.home()], [[post.text], [post.text]]);
  t.deepEqual(await stage.eventsOf(post.postId), ['PostCreated', 'PostLiked']);
});

test('seeded reposts, quotes, pins, bookmarks and hashtags are as if people had made them, and are seeded once', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cy] = [await stage.member('ana'), await stage.member('bo_'), await stage.member('cy_')];
  await stage.follow(cy, bo);
  const at = (day: number) => new Date(Date.UTC(2024, 0, day));
  const write = (author: Member, text: string, day: number) => ({
    ...{ postId: v7({ msecs: at(day).getTime() }), authorId: author.accountId, text },
    ...{ audience: 'public' as const, createTime: at(day) },
  });
  const first = write(ana, 'the first', 1);
  const quoted = { postId: first.postId, authorId: ana.accountId };
  const posts = [first, write(ana, 'with a #tag', 2), { ...write(bo, 'look', 3), quoted }] as const;
  const { postId } = first;
  const deeds = {
    reposts: [{ ...quoted, accountId: bo.accountId, createTime: at(4) }],
    pins: [{ postId, accountId: ana.accountId, createTime: at(5) }],
    bookmarks: [{ postId, accountId: cy.accountId, createTime: at(6) }],
    hashtagFollows: [{ accountId: cy.accountId, hashtag: 'tag' }],
  };
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  await seedPosts(database, eventLog, posts, deeds);
  await seedPosts(database, eventLog, posts, deeds);
  t.deepEqual(await cy.home(), ['the first', 'look', 'with a #tag']);
  t.like((await cy.posts.getPost({ postId })).post, {
    ...{ repostCount: 1, quoteCount: 1, pinned: true, viewerBookmarked: true },
  });
  t.deepEqual((await cy.hashtags.listFollowedHashtags({})).hashtags, ['tag']);
  t.is((await cy.posts.getPost({ postId: posts[2].postId })).post?.quotedPost?.text, 'the first');
  t.deepEqual(await stage.eventsOf(postId), ['PostCreated', 'PostReposted']);
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
  await seedPosts(database, eventLog, posts, {});
  const newest = posts.toReversed().slice(0, 800);
  t.deepEqual(
    await wholeHome(bo),
    newest.map((post) => post.text),
  );
  t.is((await wholeHome(ana)).length, 800);
});
