import { randomUUID } from 'node:crypto';
import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { type Api, openApi } from '../scripts/testing/api.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { expectStatus } from '../services/kit/testing/expect-status.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { follow, type Member, post, signUp } from './members.ts';

let tertulia: Tertulia;
let author: Member;
let follower: Member;
let stranger: Member;
let postId: string;
let commentId: string;

test.before(async () => {
  tertulia = await startTertulia();
  [author, follower, stranger] = await Promise.all([
    signUp(tertulia.url, 'author'),
    signUp(tertulia.url, 'follower'),
    signUp(tertulia.url, 'stranger'),
  ]);
  await follow(follower, author);
  postId = await post(author, 'For those who follow me. #quiet', PostAudience.POST_AUDIENCE_FOLLOWERS);
  await waitFor(() => follower.api.posts.getPost({ postId }));
  const comment = { requestId: randomUUID(), postId, parentCommentId: '', text: 'I do!' };
  const answer = await waitFor(() => follower.api.comments.createComment(comment));
  commentId = answer.comment?.commentId ?? '';
});
test.after.always(async () => await tertulia[Symbol.asyncDispose]());

/** Whoever may not see the post: a member who does not follow, and a guest. */
const outsiders: Record<string, () => Api> = {
  stranger: () => stranger.api,
  guest: () => openApi(tertulia.url),
};

for (const [who, open] of Object.entries(outsiders)) {
  test(`GetPost of a followers-only post is NOT_FOUND for a ${who}`, async (t) => {
    await expectStatus(t, open().posts.getPost({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  });

  test(`BatchGetPosts leaves a followers-only post out for a ${who}`, async (t) => {
    const { results } = await open().posts.batchGetPosts({ postIds: [postId] });
    t.deepEqual(results, [{ postId, post: undefined }]);
  });

  test(`ListAuthorPosts leaves a followers-only post out for a ${who}`, async (t) => {
    const { posts } = await open().timelines.listAuthorPosts({ authorId: author.id });
    t.deepEqual(posts, []);
  });

  test(`ListComments of a followers-only post is NOT_FOUND for a ${who}`, async (t) => {
    await expectStatus(t, open().comments.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  });

  test(`ListReplies under a followers-only post is NOT_FOUND for a ${who}`, async (t) => {
    await expectStatus(t, open().comments.listReplies({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  });
}

test('a stranger cannot comment on, answer under or like a followers-only post', async (t) => {
  const { comments, engagement } = stranger.api;
  const comment = (parentCommentId: string) =>
    comments.createComment({ requestId: randomUUID(), postId, parentCommentId, text: 'Hello?' });
  await expectStatus(t, comment(''), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, comment(commentId), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, engagement.likePost({ requestId: randomUUID(), postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, engagement.unlikePost({ requestId: randomUUID(), postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test("a followers-only post is in no stranger's home timeline, and comes with the follow", async (t) => {
  const late = await signUp(tertulia.url, 'late');
  const listHome = async () => (await late.api.timelines.listHomeTimeline({})).posts.map((each) => each.postId);
  t.deepEqual(await listHome(), []);
  await follow(late, author);
  await waitFor(async () => (await listHome()).includes(postId));
  t.is((await late.api.comments.listComments({ postId })).comments.length, 1);
});

test('a stranger hears nothing of a followers-only post: no answer differs from that of a post that never was', async (t) => {
  const never = '01890a5d-ac96-774b-bcce-b302099a8057';
  const answer = (id: string) =>
    stranger.api.posts.getPost({ postId: id }).then(
      () => 'found',
      (error: Error) => error.message.replaceAll(id, 'ID'),
    );
  t.is(await answer(postId), await answer(never));
});

test('who is mentioned in a followers-only post sees it without following', async (t) => {
  const named = await signUp(tertulia.url, 'named');
  const id = await post(author, 'Only for friends, and @named.', PostAudience.POST_AUDIENCE_FOLLOWERS);
  const seen = await waitFor(() => named.api.posts.getPost({ postId: id }));
  t.is(seen.post?.postId, id);
});

test('a block hides everything from the blocked, within a second', async (t) => {
  const blocked = await signUp(tertulia.url, 'blocked');
  const publicId = await post(author, 'For all but one.');
  await blocked.api.posts.getPost({ postId: publicId });
  await author.api.graph.block({ requestId: randomUUID(), accountId: blocked.id });
  const isHidden = () =>
    blocked.api.posts.getPost({ postId: publicId }).then(
      () => false,
      () => true,
    );
  await waitFor(isHidden, { timeoutMs: 1_000 });
  await expectStatus(t, blocked.api.posts.getPost({ postId: publicId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await waitFor(
    () =>
      blocked.api.comments.listComments({ postId: publicId }).then(
        () => false,
        () => true,
      ),
    { timeoutMs: 1_000 },
  );
  await expectStatus(t, blocked.api.comments.listComments({ postId: publicId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});
