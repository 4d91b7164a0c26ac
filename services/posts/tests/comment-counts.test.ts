import test from 'ava';
import {
  CommentCreated,
  CommentDeleted,
  CommentHeld,
  CommentHidden,
  CommentUnhidden,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { newId } from '../../kit/ids.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan] = members as [Member, Member, Member, Member];
  return { stage, ana, bo, cyd, dan, post: await ana.write('discuss') };
}

async function comment(stage: Stage, { postId }: Post, { accountId: authorId }: Member, parentCommentId = '') {
  const commentId = newId();
  await stage.tellOfComments(CommentCreated, { commentId, postId, authorId, parentCommentId });
  return { commentId, postId, authorId };
}

test('a reader in a block counts neither the other’s comments nor what stands under them', async (t) => {
  const { stage, ana, bo, cyd, dan, post } = await startScene();
  await using _stage = stage;
  const ofBo = await comment(stage, post, bo);
  const ofCyd = await comment(stage, post, cyd, ofBo.commentId);
  await comment(stage, post, bo, ofCyd.commentId);
  await comment(stage, post, cyd);
  await stage.block(dan, bo);
  t.is((await ana.read(post)).commentCount, 4);
  t.is((await dan.read(post)).commentCount, 1);
  t.is((await dan.timeline.listAuthorPosts({ authorId: ana.accountId })).posts[0]?.commentCount, 1);
  // A tombstone hides nothing of what stands under it.
  await stage.tellOfComments(CommentDeleted, ofBo);
  t.is((await ana.read(post)).commentCount, 3);
  t.is((await dan.read(post)).commentCount, 2);
});

test('a hidden comment, and what stands under it, counts for its author and the post’s', async (t) => {
  const { stage, ana, bo, cyd, dan, post } = await startScene();
  await using _stage = stage;
  const ofBo = await comment(stage, post, bo);
  await comment(stage, post, cyd, ofBo.commentId);
  await comment(stage, post, cyd);
  const counts = async () => {
    const readers = [ana, bo, cyd, dan, stage.guest()];
    return (await Promise.all(readers.map((reader) => reader.read(post)))).map(({ commentCount }) => commentCount);
  };
  await stage.tellOfComments(CommentHidden, ofBo);
  t.deepEqual(await counts(), [3, 3, 1, 1, 1]);
  await comment(stage, post, ana, ofBo.commentId);
  t.deepEqual(await counts(), [4, 4, 1, 1, 1]);
  await stage.tellOfComments(CommentUnhidden, ofBo);
  t.deepEqual(await counts(), [4, 4, 4, 4, 4]);
  await stage.tellOfComments(CommentUnhidden, ofBo);
  await stage.tellOfComments(CommentDeleted, { ...ofBo, removedIds: [ofBo.commentId] });
  t.deepEqual(await counts(), [3, 3, 3, 3, 3]);
});

test('a comment that is held for an edit counts for nobody, what stands under it for who sees it, until it is approved', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  const ofBo = await comment(stage, post, bo);
  const ofCyd = await comment(stage, post, cyd, ofBo.commentId);
  const counts = async () => {
    const readers = [ana, bo, cyd, stage.guest()];
    return (await Promise.all(readers.map((reader) => reader.read(post)))).map(({ commentCount }) => commentCount);
  };
  const edited = { ...ofBo, editTime: new Date() };
  await stage.tellOfComments(CommentHeld, edited);
  await stage.tellOfComments(CommentHeld, { ...ofCyd, commentId: newId() });
  t.deepEqual(await counts(), [1, 1, 0, 0]);
  await stage.tellOfComments(CommentCreated, ofBo);
  t.deepEqual(await counts(), [2, 2, 2, 2]);
  await stage.tellOfComments(CommentHeld, edited);
  await stage.tellOfComments(CommentDeleted, ofBo);
  await stage.tellOfComments(CommentUnhidden, ofBo);
  t.deepEqual(await counts(), [1, 1, 1, 1]);
});
