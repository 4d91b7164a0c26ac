import test from 'ava';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import type { Member } from './member.ts';
import { startStage } from './stage.ts';

async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd] = members as [Member, Member, Member];
  const post = await ana.write('quotable');
  return { stage, ana, bo, cyd, post };
}

test('a post is shown in the one that quotes it', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  const quote = await bo.quote(post, 'see this');
  t.like(quote.quotedPost, { text: 'quotable', quoteCount: 0 });
  t.like(await cyd.read(quote), { text: 'see this', quoteUnavailable: false, quotedPost: { text: 'quotable' } });
  t.is((await cyd.read(post)).quoteCount, 1);
  const again = await ana.quote(quote, 'and this');
  t.like(again.quotedPost, { text: 'see this', quotedPost: undefined, quoteUnavailable: false });
  t.deepEqual([await cyd.quotesOf(post), await cyd.quotesOf(quote)], [['see this'], ['and this']]);
  const { posts } = await cyd.timeline.listAuthorPosts({ authorId: bo.accountId });
  t.like(posts[0]?.quotedPost, { text: 'quotable' });
});

test('a quoted post that is gone, hidden or removed leaves the same mark', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  const quote = await bo.quote(post, 'see this');
  const other = await ana.write('another');
  const removed = await bo.quote(other, 'see that');
  await expectStatus(t, remove(cyd, removed.postId), 'NOT_FOUND', 'POST_NOT_FOUND');
  await remove(ana, removed.postId);
  await remove(ana, removed.postId);
  await ana.delete(post);
  for (const { postId } of [quote, removed]) {
    const { post: read } = await cyd.posts.getPost({ postId });
    t.like(read, { quotedPost: undefined, quoteUnavailable: true });
  }
  t.like(await ana.read(other), { quoteCount: 0 });
  t.deepEqual(await ana.quotesOf(other), []);
  await ana.undelete(post);
  t.like(await cyd.read(quote), { quoteUnavailable: false, quotedPost: { text: 'quotable' } });
  await stage.block(ana, cyd);
  t.like(await cyd.read(quote), { quoteUnavailable: true, quotedPost: undefined });
  t.deepEqual(await stage.eventsOf(removed.postId), ['PostCreated', 'QuoteRemoved']);
});

test('one’s own post is removed also from a quote that one may not see', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  await stage.follow(cyd, bo);
  const quote = await bo.quote(post, 'for followers', 'followers');
  await expectStatus(t, ana.read(quote), 'NOT_FOUND', 'POST_NOT_FOUND');
  t.like(await cyd.read(quote), { quotedPost: { text: 'quotable' } });
  await remove(ana, quote.postId);
  t.like(await cyd.read(quote), { quotedPost: undefined, quoteUnavailable: true });
  t.is((await cyd.read(post)).quoteCount, 0);
  t.deepEqual(await stage.eventsOf(quote.postId), ['PostCreated', 'QuoteRemoved']);
});

test('a hidden post that quotes nothing of one’s own is like one that is missing', async (t) => {
  const { stage, ana, bo, cyd } = await startScene();
  await using _stage = stage;
  const hidden = await bo.quote(await cyd.write('of cyd'), 'for followers', 'followers');
  const plain = await bo.write('for nobody', 'mentioned');
  const missing = await expectStatus(t, remove(ana, newId()), 'NOT_FOUND', 'POST_NOT_FOUND');
  for (const { postId } of [hidden, plain]) {
    const answer = await expectStatus(t, remove(ana, postId), 'NOT_FOUND', 'POST_NOT_FOUND');
    t.deepEqual([answer.code, answer.details], [missing.code, missing.details]);
  }
});

test('a block takes what each quotes of the other out of there, for good', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  const quotes = [await bo.quote(post, 'of ana'), await ana.quote(await bo.write('of bo'), 'of bo')];
  const others = [await cyd.quote(post, 'kept'), await ana.quote(post, 'of oneself')];
  const deleted = await bo.quote(post, 'deleted for now');
  await bo.delete(deleted);
  await stage.block(ana, bo);
  await bo.undelete(deleted);
  for (const quote of [...quotes, deleted]) {
    t.like(await cyd.read(quote), { quotedPost: undefined, quoteUnavailable: true });
    t.true((await stage.eventsOf(quote.postId)).includes('QuoteRemoved'));
  }
  for (const quote of others) t.like(await cyd.read(quote), { quotedPost: { text: 'quotable' } });
  t.deepEqual([await cyd.quotesOf(post), (await cyd.read(post)).quoteCount], [['of oneself', 'kept'], 2]);
  await stage.unblock(ana, bo);
  t.like(await cyd.read(quotes[0] as Post), { quoteUnavailable: true });
});

test('a block that is heard again takes nothing that was quoted after its end', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  await stage.block(ana, bo);
  await stage.unblock(ana, bo);
  // What the log told before is older than what is quoted now.
  stage.goOn(120_000);
  const quote = await bo.quote(post, 'after the block');
  await stage.block(ana, bo);
  await stage.unblock(ana, bo);
  t.like(await cyd.read(quote), { quotedPost: { text: 'quotable' } });
});

test('quotes are counted for each reader as they are listed', async (t) => {
  const { stage, ana, bo, cyd, post } = await startScene();
  await using _stage = stage;
  await bo.quote(post, 'for all');
  await bo.quote(post, 'for followers', 'followers');
  const mine = await cyd.quote(post, 'of cyd');
  const agrees = async (reader: Member, texts: string[]) => {
    t.deepEqual(await reader.quotesOf(post), texts);
    t.is((await reader.read(post)).quoteCount, texts.length);
  };
  await agrees(bo, ['of cyd', 'for followers', 'for all']);
  await agrees(ana, ['of cyd', 'for all']);
  await agrees(stage.guest(), ['of cyd', 'for all']);
  await stage.follow(ana, bo);
  await agrees(ana, ['of cyd', 'for followers', 'for all']);
  await stage.block(bo, cyd);
  await agrees(cyd, ['of cyd']);
  await agrees(bo, ['for followers', 'for all']);
  await stage.setPrivate(bo, true);
  await agrees(stage.guest(), ['of cyd']);
  await cyd.delete(mine);
  await agrees(stage.guest(), []);
  await cyd.undelete(mine);
  await agrees(stage.guest(), ['of cyd']);
});

test('only what is for everybody is quoted', async (t) => {
  const { stage, ana, bo } = await startScene();
  await using _stage = stage;
  await stage.follow(bo, ana);
  const post = await ana.write('for followers', 'followers');
  await expectStatus(t, bo.quote(post, 'x'), 'FAILED_PRECONDITION', 'POST_NOT_SHAREABLE');
  const missing = bo.quote({ ...post, postId: newId() }, 'x');
  await expectStatus(t, missing, 'NOT_FOUND', 'POST_NOT_FOUND');
  const hidden = await ana.write('for nobody', 'mentioned');
  await expectStatus(t, bo.quote(hidden, 'x'), 'NOT_FOUND', 'POST_NOT_FOUND');
});

function remove(member: Member, postId: string) {
  return member.posts.removeQuote({ requestId: newId(), postId });
}
