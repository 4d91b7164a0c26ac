import test from 'ava';
import { CommentCreated } from '#gen/tertulia/comments/v1/comment_events.ts';
import { PeopleCache } from '../../audience/replica/people-cache.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { newId } from '../../kit/ids.ts';
import { migrations } from '../service.ts';
import { PostCache } from '../store/post-cache.ts';
import { SharedPosts } from '../store/shared-posts.ts';
import { viewPosts } from '../store/view-posts.ts';
import type { Member } from './member.ts';
import { type Stage, startStage } from './stage.ts';

/** What a reader's posts are read from, and the statements with which they are. */
async function openReader(stage: Stage, { accountId }: Member) {
  const database = await openDatabase({ url: stage.databaseUrl, migrations });
  let statements: string[] = [];
  const noted = (sql: string) => {
    statements.push(sql);
    return sql;
  };
  const listening: Pick<typeof database, 'all' | 'get'> = {
    all: (sql, params) => database.all(noted(sql), params),
    get: (sql, params) => database.get(noted(sql), params),
  };
  const people = new PeopleCache(listening);
  const sources = { posts: new PostCache(listening), people, sharedPosts: new SharedPosts(people) };
  const read = async (postId: string) => {
    statements = [];
    const [post] = await viewPosts(sources, accountId, [postId]);
    return { post, statements };
  };
  return { read, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

/** Bo, who is in a block with cyd, reads what ana and dan write: much was done with it, by cyd too. */
async function startScene() {
  const stage = await startStage();
  const members = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  const [ana, bo, cyd, dan] = members as [Member, Member, Member, Member];
  await stage.block(bo, cyd);
  await stage.follow(cyd, ana);
  const discuss = async ({ postId }: { postId: string }) => {
    const comment = { commentId: newId(), postId, authorId: cyd.accountId };
    await stage.tellOfComments(CommentCreated, comment);
  };
  return { stage, ana, bo, cyd, dan, discuss };
}

test('a hidden post costs no statement more than one that there is not', async (t) => {
  const { stage, ana, bo, cyd, discuss } = await startScene();
  await using _stage = stage;
  const shown = await ana.write('for everybody');
  const hidden = await ana.write('for followers', 'followers');
  await cyd.like(hidden);
  for (const post of [shown, hidden]) await discuss(post);
  await using reader = await openReader(stage, bo);
  // Who wrote it, and how bo stands to others, is known from now on.
  const { post, statements } = await reader.read(shown.postId);
  t.is(post?.counts.comments, 0);
  t.true(statements.some((sql) => sql.includes('post_comment')));
  const missing = await reader.read(newId());
  t.deepEqual(await reader.read(hidden.postId), missing);
});

test('a hidden post that is quoted costs no statement more than one that is gone', async (t) => {
  const { stage, ana, bo, cyd, dan, discuss } = await startScene();
  await using _stage = stage;
  const [hidden, gone] = [await ana.write('hidden soon'), await ana.write('gone soon')];
  const quotes = [await dan.quote(hidden, 'one'), await dan.quote(gone, 'two')] as const;
  await cyd.like(hidden);
  await discuss(hidden);
  await ana.delete(gone);
  await stage.setPrivate(ana, true);
  await using reader = await openReader(stage, bo);
  await reader.read((await ana.write('for @bo_')).postId);
  await reader.read((await dan.write('for everybody')).postId);
  const [ofHidden, ofGone] = [await reader.read(quotes[0].postId), await reader.read(quotes[1].postId)];
  t.deepEqual([ofHidden.post?.quoted, ofGone.post?.quoted], [undefined, undefined]);
  t.deepEqual(ofHidden.statements, ofGone.statements);
});

test('what a hidden post quotes is not looked for', async (t) => {
  const { stage, ana, bo, cyd, discuss } = await startScene();
  await using _stage = stage;
  const shown = await ana.write('for everybody');
  const hidden = await ana.quote(await cyd.write('quoted'), 'for followers', 'followers');
  await discuss(hidden);
  await using reader = await openReader(stage, bo);
  await reader.read(shown.postId);
  t.deepEqual(await reader.read(hidden.postId), await reader.read(newId()));
});
