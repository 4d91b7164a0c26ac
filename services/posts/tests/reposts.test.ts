import test from 'ava';
import { AuthorPostsFilter } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Member } from './member.ts';
import { startStage } from './stage.ts';

/** The home timeline with who reposted what: `text` or `text by reposter`. */
async function home(member: Member): Promise<string[]> {
  const { posts } = await member.timeline.listHomeTimeline({ pageSize: 100 });
  return posts.map(({ text, repostedBy }) => (repostedBy ? `${text} by ${repostedBy.handle}` : text));
}

async function homeBecomes(member: Member, wanted: string[]): Promise<string[]> {
  await waitFor(async () => JSON.stringify(await home(member)) === JSON.stringify(wanted)).catch(() => undefined);
  return home(member);
}

async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan] = members as [Member, Member, Member, Member];
  // Dan follows bo and cyd, who both know ana.
  await stage.follow(dan, bo);
  await stage.follow(dan, cyd);
  return { stage, ana, bo, cyd, dan };
}

test('a repost brings a post to the followers, and its end takes it away', async (t) => {
  const { stage, ana, bo, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('nice');
  await bo.write('of bo');
  t.is(await bo.repost(post), 1);
  t.is(await bo.repost(post), 1);
  t.deepEqual(await homeBecomes(dan, ['nice by bo_', 'of bo']), ['nice by bo_', 'of bo']);
  t.deepEqual(await home(bo), ['nice by bo_', 'of bo']);
  t.like(await bo.read(post), { repostCount: 1, viewerReposted: true, repostedBy: undefined, shareable: true });
  t.like(await dan.read(post), { repostCount: 1, viewerReposted: false });
  t.is(await bo.unrepost(post), 0);
  t.deepEqual([await home(dan), await home(bo)], [['of bo'], ['of bo']]);
  t.like(await bo.read(post), { repostCount: 0, viewerReposted: false });
  const told = ['PostCreated', 'PostReposted', 'PostUnreposted'];
  t.deepEqual(await stage.eventsOf(post.postId), told);
});

test('a post that is reposted twice is in a timeline once: where it came first', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('nice');
  await bo.repost(post);
  await bo.write('between');
  await cyd.repost(post);
  const wanted = ['between', 'nice by bo_'];
  t.deepEqual(await homeBecomes(dan, wanted), wanted);
  await cyd.write('after');
  t.deepEqual(await homeBecomes(dan, ['after', ...wanted]), ['after', ...wanted]);
  // The first reason ends: the second shows.
  await bo.unrepost(post);
  t.deepEqual(await home(dan), ['after', 'nice by cyd', 'between']);
  // The post for itself was there before all of them.
  await stage.follow(dan, ana);
  t.deepEqual(await home(dan), ['after', 'between', 'nice']);
  await stage.unfollow(dan, ana);
  t.deepEqual(await home(dan), ['after', 'nice by cyd', 'between']);
  await stage.unfollow(dan, cyd);
  t.deepEqual(await home(dan), ['between']);
});

test('a follow brings reposts too, and a purge takes them', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  const eve = await stage.member('eve');
  const post = await ana.write('nice');
  await bo.repost(post);
  await stage.follow(eve, bo);
  t.deepEqual(await home(eve), ['nice by bo_']);
  await ana.delete(post);
  t.deepEqual(await home(eve), []);
  await ana.undelete(post);
  t.deepEqual(await home(eve), ['nice by bo_']);
  await ana.delete(post);
  stage.goOn(10_001);
  await waitFor(async () => (await stage.eventsOf(post.postId)).at(-1) === 'PostPurged');
  t.deepEqual([await home(eve), await bo.postsOf(bo)], [[], []]);
});

test('an author’s posts are listed with what they repost of others, or without', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  const post = await ana.write('of ana');
  const own = await bo.write('of bo');
  await bo.repost(post);
  await bo.repost(own);
  const { posts } = await ana.timeline.listAuthorPosts({ authorId: bo.accountId });
  t.deepEqual(
    posts.map(({ text, repostedBy }) => [text, repostedBy?.handle]),
    [
      ['of ana', 'bo_'],
      ['of bo', undefined],
    ],
  );
  const filter = AuthorPostsFilter.AUTHOR_POSTS_FILTER_POSTS;
  const written = await ana.timeline.listAuthorPosts({ authorId: bo.accountId, filter });
  t.deepEqual(
    written.posts.map(({ text }) => text),
    ['of bo'],
  );
});

test('only what is for everybody is reposted', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  const post = await ana.write('for followers', 'followers');
  t.false((await bo.read(post)).shareable);
  await expectStatus(t, bo.repost(post), 'FAILED_PRECONDITION', 'POST_NOT_SHAREABLE');
  const open = await ana.write('for all');
  await stage.setPrivate(ana, true);
  await expectStatus(t, bo.repost(open), 'FAILED_PRECONDITION', 'POST_NOT_SHAREABLE');
  const hidden = await ana.write('for @cyd', 'mentioned');
  await expectStatus(t, bo.repost(hidden), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('what a private account reposts is for its followers', async (t) => {
  const { stage, ana, bo, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('nice');
  await bo.repost(post);
  await stage.setPrivate(bo, true);
  t.deepEqual(await homeBecomes(dan, ['nice by bo_']), ['nice by bo_']);
  t.deepEqual([await dan.postsOf(bo), await ana.postsOf(bo)], [['nice'], []]);
});

test('a reader in a block with a reposter gets the post from another', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('nice');
  await bo.repost(post);
  await cyd.repost(post);
  t.deepEqual(await homeBecomes(dan, ['nice by bo_']), ['nice by bo_']);
  await stage.block(bo, dan);
  t.deepEqual(await home(dan), ['nice by cyd']);
  t.deepEqual(await dan.whoDoes('reposts', post), ['cyd']);
  t.is((await dan.read(post)).repostCount, 1);
});

test('a stream tells a repost, but no post that is there', async (t) => {
  const { stage, ana, bo, cyd, dan } = await startScene();
  await using _stage = stage;
  await using watching = await dan.watch().opened();
  const post = await ana.write('nice');
  await bo.repost(post);
  t.deepEqual(await watching.told(1), [post.postId]);
  await cyd.repost(post);
  const own = await bo.write('of bo');
  t.deepEqual(await watching.told(2), [post.postId, own.postId]);
  await using resumed = await dan.watch(watching.messages[0]?.cursor).opened();
  t.deepEqual(await resumed.told(2), [post.postId, own.postId]);
});

test('an account takes its reposts along', async (t) => {
  const { stage, ana, bo, dan } = await startScene();
  await using _stage = stage;
  const post = await ana.write('nice');
  await bo.repost(post);
  await homeBecomes(dan, ['nice by bo_']);
  await stage.deleteAccount(bo);
  t.deepEqual(await home(dan), []);
  t.is((await ana.read(post)).repostCount, 0);
});
