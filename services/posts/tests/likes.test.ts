import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { startStage } from './stage.ts';

test('a like counts once, however often it is given', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const post = await ana.write('nice');
  t.is(await bo.like(post), 1);
  t.is(await bo.like(post), 1);
  t.is(await ana.like(post), 2);
  t.like(await bo.read(post), { likeCount: 2, viewerLiked: true });
  t.like(await stage.guest().read(post), { likeCount: 2, viewerLiked: false });
  t.is(await bo.unlike(post), 1);
  t.is(await bo.unlike(post), 1);
  t.like(await bo.read(post), { likeCount: 1, viewerLiked: false });
});

test('the log tells of each change of a like once', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const post = await ana.write('nice');
  await ana.like(post);
  await ana.like(post);
  await ana.unlike(post);
  await ana.unlike(post);
  await ana.delete(post);
  t.deepEqual(await stage.eventsOf(post.postId), ['PostCreated', 'PostLiked', 'PostUnliked', 'PostDeleted']);
});

test('a retry gets the first answer also when nobody knows the caller any more', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const { postId } = await ana.write('nice');
  const [like, repost] = [
    { requestId: newId(), postId },
    { requestId: newId(), postId },
  ];
  const answers = [await bo.engagement.likePost(like), await bo.engagement.repostPost(repost)];
  await stage.deleteAccount(bo);
  t.deepEqual([await bo.engagement.likePost(like), await bo.engagement.repostPost(repost)], answers);
});
