import test from 'ava';
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
