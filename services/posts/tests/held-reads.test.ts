import test, { type ExecutionContext } from 'ava';
import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

/** Reads everything, so that it is held. */
async function warm(reader: Member, author: Member): Promise<void> {
  await reader.home();
  await reader.postsOf(author);
}

async function startPair() {
  const stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  return { stage, ana, bo };
}

/** Waits until a reader's home timeline is what is wanted, and fails if that takes a second. */
async function homeWithinASecond(t: ExecutionContext, reader: Member, wanted: string[]): Promise<void> {
  const start = performance.now();
  await waitFor(async () => JSON.stringify(await reader.home()) === JSON.stringify(wanted));
  t.true(performance.now() - start < 1_000);
}

test('one’s own like is in the very next read, and so is its end', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  const post = await ana.write('nice');
  for (let round = 0; round < 20; round += 1) {
    await bo.like(post);
    t.like(await bo.read(post), { likeCount: 1, viewerLiked: true });
    await bo.unlike(post);
    t.like(await bo.read(post), { likeCount: 0, viewerLiked: false });
  }
  const { posts } = await bo.timeline.listAuthorPosts({ authorId: ana.accountId });
  t.like(posts[0], { likeCount: 0, viewerLiked: false });
});

test('likes given at once by many end in their exact count', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  const post = await ana.write('nice');
  const fans = await Promise.all(Array.from({ length: 6 }, (_, index) => stage.member(`fan_${index}`)));
  const reading = waitFor(async () => (await bo.read(post)).likeCount === fans.length);
  await Promise.all(fans.map((fan) => fan.like(post)));
  await reading;
  await Promise.all(fans.flatMap((fan) => [fan.unlike(post), fan.unlike(post)]));
  t.like(await bo.read(post), { likeCount: 0 });
});

test('what was held of a deleted post is gone with the answer to its deletion', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  const post = await ana.write('gone soon');
  await homeWithinASecond(t, bo, ['gone soon']);
  await warm(bo, ana);
  await ana.delete(post);
  t.deepEqual([await bo.home(), await bo.postsOf(ana), await ana.home()], [[], [], []]);
  await expectStatus(t, bo.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('a changed card is shown with posts and mentions that were held', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  const post = await ana.write('for @bo_');
  const shown = async (of: Member) => {
    const { posts } = await bo.timeline.listAuthorPosts({ authorId: ana.accountId });
    return of === ana ? posts[0]?.author?.displayName : mentionOf(posts[0]?.spans[0]?.meaning)?.displayName;
  };
  t.deepEqual([await shown(ana), await shown(bo)], ['ana!', 'bo_!']);
  for (const member of [ana, bo]) {
    const { accountId, handle } = member;
    await stage.tell(accountId, CardChanged, { card: { accountId, handle, displayName: 'Renamed' } });
    t.is(await shown(member), 'Renamed');
  }
  t.is((await bo.read(post)).author?.displayName, 'Renamed');
});

test('comments are counted in posts that were held', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  const { postId } = await ana.write('discuss');
  await warm(bo, ana);
  const comment = { postId, commentId: newId(), authorId: bo.accountId };
  await stage.tellOfComments(CommentCreated, comment);
  t.is((await bo.timeline.listAuthorPosts({ authorId: ana.accountId })).posts[0]?.commentCount, 1);
  await stage.tellOfComments(CommentDeleted, comment);
  t.is((await bo.timeline.listAuthorPosts({ authorId: ana.accountId })).posts[0]?.commentCount, 0);
});

test('an account takes what was held of it along', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  await ana.write('hello @bo_');
  const own = await bo.write('and hello @ana');
  await homeWithinASecond(t, bo, ['and hello @ana', 'hello @bo_']);
  await ana.like(own);
  await warm(bo, ana);
  await stage.deleteAccount(ana);
  t.deepEqual(await bo.home(), ['and hello @ana']);
  t.like(await bo.read(own), { likeCount: 0, spans: [] });
  await expectStatus(t, bo.postsOf(ana), 'NOT_FOUND', 'AUTHOR_NOT_FOUND');
});

test('follows and blocks count in the next read of what was held', async (t) => {
  const { stage, ana, bo } = await startPair();
  await using _stage = stage;
  const cyd = await stage.member('cyd');
  const post = await ana.write('for followers', 'followers');
  await expectStatus(t, cyd.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await stage.follow(cyd, ana);
  t.is((await cyd.read(post)).text, 'for followers');
  await stage.unfollow(cyd, ana);
  await expectStatus(t, cyd.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await warm(bo, ana);
  await stage.block(ana, bo);
  t.deepEqual(await bo.home(), []);
  await expectStatus(t, bo.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await stage.unblock(ana, bo);
  t.is((await bo.read(post)).text, 'for followers');
});

for (const applies of ['first', 'second'] as const) {
  test(`what one of two processes does is read in the other within a second (${applies} writes)`, async (t) => {
    const { stage, ana, bo } = await startPair();
    await using _stage = stage;
    await using replica = await stage.startReplica();
    const [writes, reads] = applies === 'first' ? [0, replica.port] : [replica.port, 0];
    const author = writes === 0 ? ana : await stage.signIn(ana, writes);
    const reader = reads === 0 ? bo : await stage.signIn(bo, reads);
    const post = await author.write('one @bo_');
    await homeWithinASecond(t, reader, ['one @bo_']);
    await author.write('two');
    await homeWithinASecond(t, reader, ['two', 'one @bo_']);
    await author.like(post);
    await waitFor(async () => (await reader.read(post)).likeCount === 1, { timeoutMs: 1_000 });
    await author.delete(post);
    await homeWithinASecond(t, reader, ['two']);
    await blockActsEverywhere(t, stage, [ana, bo], [reader, bo]);
  });
}

async function blockActsEverywhere(
  t: ExecutionContext,
  stage: Stage,
  [one, other]: [Member, Member],
  readers: Member[],
) {
  for (const reader of readers) await waitFor(async () => (await reader.postsOf(one)).length === 1);
  const start = performance.now();
  await stage.block(one, other);
  for (const reader of readers) {
    await waitFor(async () =>
      reader.postsOf(one).then(
        () => false,
        () => true,
      ),
    );
    t.deepEqual(await reader.home(), []);
  }
  t.true(performance.now() - start < 1_000);
}

function mentionOf(meaning: { $case: string; value: unknown } | undefined): { displayName: string } | undefined {
  return meaning?.$case === 'mention' ? (meaning.value as { displayName: string }) : undefined;
}
