import test from 'ava';
import { CommentLiked, CommentUnliked } from '#gen/tertulia/comments/v1/comment_events.ts';
import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const like = (person: Person, commentId: string) => person.likes.likeComment({ requestId: newId(), commentId });
const unlike = (person: Person, commentId: string) => person.likes.unlikeComment({ requestId: newId(), commentId });

async function toldOf(postId: string, type: string): Promise<number> {
  return (await scene.told(postId)).filter((event) => event.type === type).length;
}

test('a like is counted, listed and told once, however often it is given', async (t) => {
  const [ana, bo] = [await scene.join('ana_liked'), await scene.join('bo_likes')];
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'likeable');
  await like(bo, commentId);
  const again = await like(bo, commentId);
  t.like(again.comment, { likeCount: 1, viewerLiked: true });
  t.like((await scene.guest.listComments({ postId })).comments[0], { likeCount: 1, viewerLiked: false });
  const { accounts } = await scene.guestLikes.listCommentLikers({ commentId });
  t.deepEqual(
    accounts.map(({ handle }) => handle),
    ['bo_likes'],
  );
  t.is(await toldOf(postId, CommentLiked.$type), 1);
  await unlike(bo, commentId);
  t.like((await unlike(bo, commentId)).comment, { likeCount: 0, viewerLiked: false });
  t.is(await toldOf(postId, CommentUnliked.$type), 1);
});

test('likers are listed newest first, page by page', async (t) => {
  const ana = await scene.join('ana_popular');
  const people = await Promise.all(Array.from({ length: 5 }, (_, n) => scene.join(`fan_${n}`)));
  const commentId = await comment(ana, await scene.post(ana), 'hit');
  for (const person of people) await like(person, commentId);
  const first = await scene.guestLikes.listCommentLikers({ commentId, pageSize: 3 });
  const second = await scene.guestLikes.listCommentLikers({ commentId, pageSize: 3, pageToken: first.nextPageToken });
  t.deepEqual(
    [...first.accounts, ...second.accounts].map(({ handle }) => handle),
    ['fan_4', 'fan_3', 'fan_2', 'fan_1', 'fan_0'],
  );
  t.is(second.nextPageToken, '');
});

test('the count is that of the likers whom one may see', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_likee'), await scene.join('bo_liker'), await scene.join('cy_liker')];
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'a count');
  await like(bo, commentId);
  await like(cy, commentId);
  await scene.block(cy, bo);
  for (const [person, seen] of [
    [ana, 2],
    [bo, 1],
    [cy, 1],
  ] as const) {
    const { comment: got } = await person.client.getComment({ commentId });
    const { accounts } = await person.likes.listCommentLikers({ commentId });
    t.deepEqual([got?.likeCount, accounts.length], [seen, seen], person.handle);
  }
});

test('a deleted account takes its likes back, and a deleted comment forgets them', async (t) => {
  const [ana, bo] = [await scene.join('ana_unliked'), await scene.join('bo_leaving')];
  const postId = await scene.post(ana);
  const [kept, gone] = [await comment(ana, postId, 'kept'), await comment(ana, postId, 'gone')];
  await comment(ana, postId, 'reply', gone);
  await like(bo, kept);
  await like(bo, gone);
  await ana.client.deleteComment({ requestId: newId(), commentId: gone });
  await scene.tell('profile', bo.accountId, AccountDeleted, { accountId: bo.accountId });
  const { comments } = await scene.guest.listComments({ postId });
  t.deepEqual(
    comments.map(({ likeCount }) => likeCount),
    [0, 0],
  );
  t.is(await toldOf(postId, CommentUnliked.$type), 1);
});

test('what one may not see one cannot like, as if it did not exist; nor a tombstone', async (t) => {
  const [ana, bo] = [await scene.join('ana_aloof'), await scene.join('bo_keen')];
  const postId = await scene.post(ana);
  const top = await comment(ana, postId, 'top');
  await comment(ana, postId, 'reply', top);
  await ana.client.deleteComment({ requestId: newId(), commentId: top });
  await expectStatus(t, like(bo, top), 'FAILED_PRECONDITION', 'COMMENT_DELETED');
  const hidden = await comment(ana, postId, 'hidden');
  await scene.block(ana, bo);
  const [one, other] = [hidden, newId()].map((commentId) =>
    expectStatus(t, like(bo, commentId), 'NOT_FOUND', 'COMMENT_NOT_FOUND'),
  );
  t.is((await one)?.details, (await other)?.details);
  await expectStatus(t, bo.likes.listCommentLikers({ commentId: hidden }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
});
