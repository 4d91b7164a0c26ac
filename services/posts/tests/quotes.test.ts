import test from 'ava';
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
