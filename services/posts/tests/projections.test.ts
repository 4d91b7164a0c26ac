import test from 'ava';
import { CommentCreated, CommentDeleted, CommentHidden } from '#gen/tertulia/comments/v1/comment_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { examine } from '../../kit/projections/examine.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { postsProjections } from '../projections.ts';
import { seedPosts } from '../seed.ts';
import { migrations } from '../service.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

/** Every difference between what is there and what it is made of, in words. */
async function differences(stage: Stage): Promise<string[]> {
  await using folder = await makeTempDir();
  const logs = (name: string) => (name === 'profile' ? stage.profile.database : stage.comments.database);
  const { findings } = await examine(postsProjections, { url: stage.databaseUrl, logs, folder: folder.path });
  return findings.flatMap(({ projection, differences }) =>
    differences.map(({ key, live, rebuilt }) => `${projection}: ${key}: ${live} / ${rebuilt}`),
  );
}

async function people(stage: Stage): Promise<[Member, Member, Member, Member]> {
  const handles = ['ana', 'bo_', 'cyd', 'dan'];
  return (await Promise.all(handles.map((handle) => stage.member(handle)))) as [Member, Member, Member, Member];
}

test('after a story of everything, what is there is what it is made of', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd, dan] = await people(stage);
  for (const [one, other] of [
    [ana, bo],
    [bo, ana],
    [cyd, ana],
    [dan, bo],
    [dan, cyd],
  ] as const) {
    await stage.follow(one, other);
  }
  await dan.followHashtag('tag');
  const circleId = await stage.putInCircle(ana, cyd);
  const one = await ana.write('one #tag @bo_');
  const two = await ana.writeWith('for the circle', { circleId });
  const three = await bo.quote(one, 'three');
  const four = await cyd.write('for @dan', 'mentioned');
  await bo.repost(one);
  await cyd.repost(one);
  await dan.like(one);
  await dan.bookmark(three);
  await stage.mute(dan, cyd);
  await stage.takeFromCircle(ana, cyd, circleId);
  await ana.edit(one, 'one, edited @cyd #other');
  await cyd.edit(four, 'for nobody');
  await bo.delete(three);
  await bo.undelete(three);
  await ana.delete(two);
  stage.goOn(10_001);
  await waitFor(async () => (await stage.eventsOf(two.postId)).at(-1) === 'PostPurged');
  const comment = { postId: one.postId, authorId: bo.accountId, commentId: newId() };
  const below = { ...comment, authorId: cyd.accountId, commentId: newId(), parentCommentId: comment.commentId };
  await stage.tellOfComments(CommentCreated, comment);
  await stage.tellOfComments(CommentCreated, below);
  await stage.tellOfComments(CommentHidden, comment);
  await stage.tellOfComments(CommentCreated, { ...below, commentId: newId() });
  await stage.tellOfComments(CommentDeleted, { ...below, removedIds: [below.commentId] });
  await cyd.unrepost(one);
  await stage.unfollow(dan, cyd);
  await cyd.write('five #tag');
  await stage.block(cyd, dan);
  await stage.setPrivate(ana, true);
  await ana.write('six #tag');
  t.deepEqual(await differences(stage), []);
  await stage.unblock(cyd, dan);
  await stage.setPrivate(ana, false);
  await stage.block(dan, bo);
  await stage.deleteAccount(bo);
  const last = await ana.write('last');
  await waitFor(async () => (await cyd.home()).includes(last.text));
  t.deepEqual(await differences(stage), []);
});

test('a timeline that was cut off is what it is made of, as far as it goes', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd] = await people(stage);
  await stage.follow(bo, ana);
  const posts = Array.from({ length: 930 }, (_, index) => ({
    ...{ postId: newId(), text: `post ${index}`, audience: 'public' as const },
    authorId: index % 3 === 0 ? cyd.accountId : ana.accountId,
    createTime: new Date(),
  }));
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  await seedPosts(database, eventLog, posts, {});
  await stage.follow(bo, cyd);
  t.deepEqual(await differences(stage), []);
  await stage.unfollow(bo, ana);
  t.deepEqual(await differences(stage), []);
});

test('a row too many, or one too few, is named', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = await people(stage);
  const post = await ana.write('one');
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await waitFor(async () => (await differences(stage)).length === 0);
  const { accountId: ownerId } = bo;
  await database.write(async (tx) => {
    await tx.run('update post set like_count = 1');
    const entry = `select :ownerId, entry_id, '', post_id, author_id, position from home_entry`;
    await tx.run(`insert into home_entry (owner_id, entry_id, source, post_id, author_id, position) ${entry}`, {
      ownerId,
    });
  });
  t.deepEqual(await differences(stage), [
    `counts of likes: ${post.postId}: 1 / 0`,
    `home timelines: ${ownerId} ${post.postId} : ${''} / undefined`,
  ]);
});

test('a hashtag, a like and a repost that are missing are named', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = await people(stage);
  const post = await ana.write('one #tag');
  await bo.like(post);
  await bo.repost(post);
  await using database = await openDatabase({ url: stage.databaseUrl, migrations });
  await waitFor(async () => (await differences(stage)).length === 0);
  for (const table of ['post_hashtag', 'post_like', 'post_repost'])
    await database.write((tx) => tx.run(`delete from ${table}`));
  const missing = (await differences(stage)).filter((line) => line.endsWith(' undefined / '));
  t.deepEqual(missing, [
    `hashtags of posts: ${post.postId} tag: undefined / `,
    `likes: ${post.postId} ${bo.accountId}: undefined / `,
    `reposts: ${post.postId} ${bo.accountId}: undefined / `,
  ]);
});
