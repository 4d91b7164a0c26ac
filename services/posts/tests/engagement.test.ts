import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import type { Member } from './member.ts';
import { startStage } from './stage.ts';

async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan] = members as [Member, Member, Member, Member];
  return { stage, ana, bo, cyd, dan };
}

const texts = (posts: readonly { text: string }[]) => posts.map(({ text }) => text);

test('who likes and reposts a post is listed as it is counted, for each reader', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('nice');
  for (const fan of [bo, cyd, dan]) {
    await fan.like(post);
    await fan.repost(post);
  }
  const agrees = async (reader: Member, handles: string[]) => {
    for (const deed of ['likes', 'reposts'] as const) t.deepEqual(await reader.whoDoes(deed, post), handles);
    t.like(await reader.read(post), { likeCount: handles.length, repostCount: handles.length });
    const { posts } = await reader.timeline.listAuthorPosts({ authorId: ana.accountId });
    t.is(posts[0]?.likeCount, handles.length);
  };
  await agrees(stage.guest(), ['dan', 'cyd', 'bo_']);
  await stage.block(bo, cyd);
  await stage.block(dan, cyd);
  await agrees(cyd, ['cyd']);
  await agrees(bo, ['dan', 'bo_']);
  await agrees(ana, ['dan', 'cyd', 'bo_']);
  t.is(await cyd.unlike(post), 0);
  t.is(await cyd.unrepost(post), 0);
  await stage.unblock(bo, cyd);
  t.is(await cyd.like(post), 2);
});

test('the likers of a post that one may not see are those of a missing one', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  const post = await ana.write('secret', 'mentioned');
  for (const postId of [post.postId, newId()]) {
    for (const call of [
      bo.engagement.listPostLikers({ postId }),
      bo.engagement.listPostReposters({ postId }),
      bo.posts.listPostQuotes({ postId }),
      bo.engagement.bookmarkPost({ requestId: newId(), postId }),
    ]) {
      await expectStatus(t, call, 'NOT_FOUND', 'POST_NOT_FOUND');
    }
  }
});

test('bookmarks are listed to their owner, the newest first, as far as they may see them', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  const [one, two, three] = [await ana.write('one'), await ana.write('two', 'followers'), await ana.write('three')];
  await stage.follow(bo, ana);
  for (const post of [three, two, one, three]) await bo.bookmark(post);
  t.true((await bo.read(one)).viewerBookmarked);
  t.false((await ana.read(one)).viewerBookmarked);
  const list = async () => texts((await bo.engagement.listBookmarks({})).posts);
  t.deepEqual(await list(), ['one', 'two', 'three']);
  const { posts, nextPageToken: pageToken } = await bo.engagement.listBookmarks({ pageSize: 2 });
  t.deepEqual(texts(posts), ['one', 'two']);
  t.deepEqual(texts((await bo.engagement.listBookmarks({ pageSize: 2, pageToken })).posts), ['three']);
  await stage.unfollow(bo, ana);
  t.deepEqual(await list(), ['one', 'three']);
  await bo.engagement.removeBookmark({ requestId: newId(), postId: two.postId });
  await bo.engagement.removeBookmark({ requestId: newId(), postId: one.postId });
  await stage.follow(bo, ana);
  t.deepEqual(await list(), ['three']);
  t.deepEqual((await stage.eventsOf(one.postId)).length, 1);
});

test('a deleted post takes no place among the pinned ones, and comes back without its pin if that is taken', async (t) => {
  const { stage, ana } = await startScene();
  await using _stage = stage;
  const written = [];
  for (const text of ['one', 'two', 'three', 'four', 'five']) written.push(await ana.write(text));
  const [one, two, three, four, five] = written;
  if (!one || !two || !three || !four || !five) return t.fail();
  const list = async () => texts((await ana.timeline.listPinnedPosts({ authorId: ana.accountId })).posts);
  for (const post of [one, two, three]) await ana.pin(post);
  for (const post of [one, two]) await ana.delete(post);
  await ana.pin(four);
  await ana.undelete(two);
  t.deepEqual(await list(), ['four', 'three', 'two']);
  await expectStatus(t, ana.pin(five), 'FAILED_PRECONDITION', 'TOO_MANY_PINS');
  t.false((await ana.undelete(one))?.pinned);
  t.deepEqual(await list(), ['four', 'three', 'two']);
});

test('an author pins three posts, and their profile shows them', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  const written = [];
  for (const text of ['one', 'two', 'three', 'four']) written.push(await ana.write(text));
  const [one, two, three, four] = written;
  if (!one || !two || !three || !four) return t.fail();
  for (const post of [one, two, three, one]) await ana.pin(post);
  await expectStatus(t, ana.pin(four), 'FAILED_PRECONDITION', 'TOO_MANY_PINS');
  await expectStatus(t, bo.pin(one), 'NOT_FOUND', 'POST_NOT_FOUND');
  t.true((await bo.read(one)).pinned);
  const list = async () => texts((await bo.timeline.listPinnedPosts({ authorId: ana.accountId })).posts);
  t.deepEqual(await list(), ['three', 'two', 'one']);
  await ana.engagement.unpinPost({ requestId: newId(), postId: two.postId });
  await ana.pin(four);
  t.deepEqual(await list(), ['four', 'three', 'one']);
  await ana.delete(three);
  t.deepEqual(await list(), ['four', 'one']);
  await stage.block(ana, bo);
  await expectStatus(t, list(), 'NOT_FOUND', 'AUTHOR_NOT_FOUND');
});

test('what a person likes is listed, the newest like first, as far as the reader may see it', async (t) => {
  const { stage, ana, bo, cyd } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  const [one, two] = [await ana.write('one'), await ana.write('two', 'followers')];
  await bo.like(two);
  await bo.like(one);
  const list = async (reader: Member) =>
    texts((await reader.timeline.listLikedPosts({ authorId: bo.accountId })).posts);
  t.deepEqual([await list(bo), await list(cyd), await list(stage.guest())], [['one', 'two'], ['one'], ['one']]);
  await stage.setPrivate(bo, true);
  t.deepEqual([await list(bo), await list(cyd)], [['one', 'two'], []]);
  await stage.block(bo, cyd);
  await expectStatus(t, list(cyd), 'NOT_FOUND', 'AUTHOR_NOT_FOUND');
});
