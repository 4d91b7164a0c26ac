import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('a comment is found by its id, with what it stands under, nearest first', async (t) => {
  const ana = await scene.join('ana_deep');
  const postId = await scene.post(ana);
  const ids: string[] = [];
  for (let depth = 0; depth < 5; depth++) ids.push(await comment(ana, postId, `depth ${depth}`, ids.at(-1)));
  const commentId = ids.at(-1) ?? '';
  t.like((await scene.guest.getComment({ commentId })).comment, { commentId, parentCommentId: ids[3] });
  const first = await scene.guest.listCommentAncestors({ commentId, pageSize: 3 });
  const rest = await scene.guest.listCommentAncestors({ commentId, pageSize: 3, pageToken: first.nextPageToken });
  t.deepEqual(
    [...first.ancestors, ...rest.ancestors].map((one) => one.commentId),
    ids.slice(0, 4).toReversed(),
  );
  t.is(rest.nextPageToken, '');
});

test('the comments of an author are those on posts that one may see, newest first', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_author'), await scene.join('bo_author'), await scene.join('cy_author')];
  const open = await scene.post(ana);
  const closed = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_FOLLOWERS });
  await scene.follow(bo, ana);
  await comment(bo, open, '0');
  await comment(bo, closed, '1');
  const top = await comment(cy, open, 'of cy');
  await comment(bo, open, '2', top);
  const texts = async (client = scene.guest) => {
    const first = await client.listAuthorComments({ authorId: bo.accountId, pageSize: 2 });
    const { nextPageToken: pageToken } = first;
    if (pageToken === '') return first.comments.map(({ text }) => text);
    const rest = await client.listAuthorComments({ authorId: bo.accountId, pageSize: 2, pageToken });
    return [...first.comments, ...rest.comments].map(({ text }) => text);
  };
  t.deepEqual(await texts(), ['2', '0']);
  t.deepEqual(await texts(bo.client), ['2', '1', '0']);
  await scene.block(cy, ana);
  t.deepEqual(await texts(ana.client), ['1', '0']);
  await scene.deletePost(open, ana.accountId);
  t.deepEqual(await texts(bo.client), ['1']);
});

test('an author who blocks one and an author who is not there are alike; one whom one blocks has none', async (t) => {
  const [ana, bo] = [await scene.join('ana_walls'), await scene.join('bo_walled')];
  await comment(ana, await scene.post(ana), 'x');
  await scene.block(ana, bo);
  const blocked = bo.client.listAuthorComments({ authorId: ana.accountId });
  const missing = bo.client.listAuthorComments({ authorId: newId() });
  const [one, other] = [
    await expectStatus(t, blocked, 'NOT_FOUND', 'AUTHOR_NOT_FOUND'),
    await expectStatus(t, missing, 'NOT_FOUND', 'AUTHOR_NOT_FOUND'),
  ];
  t.is(one.details, other.details);
  t.deepEqual((await ana.client.listAuthorComments({ authorId: bo.accountId })).comments, []);
});

test('only followers look through the comments of a private account; in their threads they stand for all', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_hosts'), await scene.join('bo_private'), await scene.join('cy_trusted')];
  const card = { accountId: bo.accountId, handle: 'bo_private', displayName: 'Bo', private: true };
  await scene.tell('profile', bo.accountId, CardChanged, { card });
  await scene.follow(cy, bo);
  const postId = await scene.post(ana);
  await comment(bo, postId, 'quiet');
  t.is((await scene.guest.listComments({ postId })).comments.length, 1);
  t.is((await scene.guest.listAuthorComments({ authorId: bo.accountId })).comments.length, 0);
  t.is((await cy.client.listAuthorComments({ authorId: bo.accountId })).comments.length, 1);
  const own = await scene.post(bo);
  await comment(cy, own, 'between us');
  await expectStatus(t, scene.guest.listComments({ postId: own }), 'NOT_FOUND', 'POST_NOT_FOUND');
  t.is((await cy.client.listComments({ postId: own })).comments.length, 1);
});

test('the thread of a post for a circle is for who is in the circle now', async (t) => {
  const [ana, bo] = [await scene.join('ana_circles'), await scene.join('bo_circled')];
  const circleId = newId();
  const postId = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_CIRCLE, circleId });
  const commentId = await comment(ana, postId, 'inside');
  const membership = { circleId, ownerId: ana.accountId, memberId: bo.accountId };
  await expectStatus(t, bo.client.getComment({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  await scene.tell('profile', ana.accountId, CircleMemberAdded, membership);
  t.truthy(await comment(bo, postId, 'me too', commentId));
  await scene.tell('profile', ana.accountId, CircleMemberRemoved, membership);
  await expectStatus(t, bo.client.getComment({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
});
