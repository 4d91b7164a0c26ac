import test, { type ExecutionContext } from 'ava';
import { v7 } from 'uuid';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { maxRows } from '../../kit/fill-page.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { seedPosts } from '../seed.ts';
import { migrations } from '../service.ts';
import type { Audience, Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

/** Who stands how to the author, and what they may see of posts that mention nobody, or all of them. */
const readers = ['guest', 'stranger', 'follower', 'followed', 'blocker', 'blocked'] as const;
type Reader = (typeof readers)[number];

const allowed: Record<Audience, { unmentioned: readonly Reader[]; mentioned: readonly Reader[] }> = {
  public: {
    unmentioned: ['guest', 'stranger', 'follower', 'followed'],
    mentioned: ['guest', 'stranger', 'follower', 'followed'],
  },
  followers: { unmentioned: ['follower'], mentioned: ['stranger', 'follower', 'followed'] },
  mentioned: { unmentioned: [], mentioned: ['stranger', 'follower', 'followed'] },
};

async function startScene() {
  const stage = await startStage();
  const author = await stage.member('author');
  const people: Record<Reader, Member> = {
    guest: stage.guest(),
    stranger: await stage.member('stranger'),
    follower: await stage.member('follower'),
    followed: await stage.member('followed'),
    blocker: await stage.member('blocker'),
    blocked: await stage.member('blocked'),
  };
  await stage.follow(people.follower, author);
  await stage.follow(author, people.followed);
  await stage.block(people.blocker, author);
  await stage.block(author, people.blocked);
  return { stage, author, people };
}

async function sees(t: ExecutionContext, reader: Member, post: Post, author: Member, isBlocked: boolean) {
  const missing = await expectStatus(t, reader.read({ ...post, postId: newId() }), 'NOT_FOUND', 'POST_NOT_FOUND');
  const answer = await reader.read(post).catch((error) => error);
  const isSeen = answer.postId === post.postId;
  const { results } = await reader.posts.batchGetPosts({ postIds: [post.postId] });
  t.is(results[0]?.post !== undefined, isSeen, 'BatchGetPosts');
  if (!isSeen) t.deepEqual([answer.code, answer.details], [missing.code, missing.details], 'as one that is missing');
  if (!isBlocked) t.is((await reader.postsOf(author)).includes(post.text), isSeen, 'ListAuthorPosts');
  return isSeen;
}

async function likes(t: ExecutionContext, reader: Member, post: Post, isSeen: boolean) {
  if (isSeen) {
    t.is(await reader.like(post), 1);
    t.is(await reader.unlike(post), 0);
  } else {
    await expectStatus(t, reader.like(post), 'NOT_FOUND', 'POST_NOT_FOUND');
    await expectStatus(t, reader.unlike(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  }
}

for (const audience of ['public', 'followers', 'mentioned'] as const) {
  for (const kind of ['unmentioned', 'mentioned'] as const) {
    test(`every read shows a post for ${audience} to whom it is meant (${kind})`, async (t) => {
      const { stage, author, people } = await startScene();
      await using _stage = stage;
      const names = kind === 'mentioned' ? readers.filter((name) => name !== 'guest') : [];
      const post = await author.write(`text ${names.map((name) => `@${name}`).join(' ')}`, audience);
      t.true(await sees(t, author, post, author, false));
      for (const name of readers) {
        const isSeen = await sees(t, people[name], post, author, name === 'blocked');
        t.is(isSeen, allowed[audience][kind].includes(name), name);
        if (name !== 'guest') await likes(t, people[name], post, isSeen);
      }
    });
  }
}

test('an author who blocks the reader is like one that does not exist', async (t) => {
  const { stage, author, people } = await startScene();
  await using _stage = stage;
  await author.write('public');
  const hidden = await expectStatus(t, people.blocked.postsOf(author), 'NOT_FOUND', 'AUTHOR_NOT_FOUND');
  const nobody = await stage.stranger('nobody');
  const missing = await expectStatus(t, people.blocked.postsOf(nobody), 'NOT_FOUND', 'AUTHOR_NOT_FOUND');
  t.deepEqual([hidden.code, hidden.details], [missing.code, missing.details]);
});

test('who blocks an author finds no posts of theirs, and their own again when the block ends', async (t) => {
  const { stage, author, people } = await startScene();
  await using _stage = stage;
  await author.write('public');
  t.deepEqual(await people.blocker.postsOf(author), []);
  await stage.unblock(people.blocker, author);
  t.deepEqual(await people.blocker.postsOf(author), ['public']);
});

test('a mention of somebody who blocks the reader is plain text to them', async (t) => {
  const stage: Stage = await startStage();
  await using _stage = stage;
  const [ana, bo, cyd] = [await stage.member('ana'), await stage.member('bo_'), await stage.member('cyd')];
  const post = await ana.write('@cyd');
  await stage.block(cyd, bo);
  t.is((await ana.read(post)).spans.length, 1);
  t.is((await stage.guest().read(post)).spans.length, 1);
  t.deepEqual((await bo.read(post)).spans, []);
});

test('hidden posts leave no trace in the pages of a list', async (t) => {
  const stage: Stage = await startStage();
  await using _stage = stage;
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await ana.write('first');
  for (let index = 0; index < 12; index += 1) await ana.write(`hidden ${index}`, 'mentioned');
  await ana.write('second');
  for (let index = 0; index < 3; index += 1) await ana.write(`hidden ${index}`, 'followers');
  const authorId = ana.accountId;
  const page = await bo.timeline.listAuthorPosts({ authorId, pageSize: 1 });
  t.deepEqual(
    page.posts.map((post) => post.text),
    ['second'],
  );
  const last = await bo.timeline.listAuthorPosts({ authorId, pageSize: 1, pageToken: page.nextPageToken });
  t.deepEqual([last.posts.map((post) => post.text), last.nextPageToken], [['first'], '']);
});

test('a list ends a page behind thousands of hidden posts, and goes on', async (t) => {
  const stage: Stage = await startStage();
  await using _stage = stage;
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await ana.write('first');
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  const now = Date.now();
  const posts = Array.from({ length: maxRows + 10 }, (_, index) => {
    const createTime = new Date(now + index * 1_000);
    return { postId: v7({ msecs: createTime.getTime() }), authorId: ana.accountId, text: 'hidden', createTime };
  });
  const hidden = posts.map((post) => ({ ...post, audience: 'followers' as const }));
  await seedPosts(database, eventLog, hidden, {});
  const { accountId: authorId } = ana;
  const page = await bo.timeline.listAuthorPosts({ authorId });
  t.deepEqual(page.posts, []);
  const { posts: found, nextPageToken } = await bo.timeline.listAuthorPosts({
    authorId,
    pageToken: page.nextPageToken,
  });
  t.deepEqual([found.map((post) => post.text), nextPageToken], [['first'], '']);
});
