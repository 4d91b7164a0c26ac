import test from 'ava';
import { generateGraph } from './generate-graph.ts';
import { inventNetwork } from './network.ts';

const endTime = new Date('2026-05-01T12:00:00Z');
const graph = generateGraph(98);
const invent = (seed: number) => inventNetwork({ graph, seed, endTime, postsPerPerson: 3 });
const network = invent(1);
const people = new Map(network.people.map((person) => [person.accountId, person]));
const posts = new Map(network.posts.map((post) => [post.postId, post]));

test('every friendship is two follows', (t) => {
  t.is(network.follows.length, 2 * graph.edges.length);
  t.true(network.follows.every(({ followerId, followeeId }) => people.has(followerId) && people.has(followeeId)));
});

test('handles are unique and such as sign-up takes', (t) => {
  const handles = network.people.map(({ handle }) => handle);
  t.is(new Set(handles).size, 962);
  t.deepEqual(
    handles.filter((handle) => !/^[a-z0-9_]{3,30}$/.test(handle)),
    [],
  );
});

test('a network larger than the list of names gives namesakes a number', (t) => {
  const edges = Array.from({ length: 2_500 }, (_, number) => [number, number + 1] as const);
  const large = inventNetwork({ graph: { people: 2_501, edges }, seed: 1, endTime, postsPerPerson: 1 });
  t.is(new Set(large.people.map(({ handle }) => handle)).size, 2_501);
});

test('no text has an open slot, and every mention is of a person there', (t) => {
  const texts = [...network.posts, ...network.comments].map(({ text }) => text);
  t.deepEqual(
    texts.filter((text) => /[{}]|undefined/.test(text)),
    [],
  );
  const handles = new Set(network.people.map(({ handle }) => `@${handle}`));
  const mentions = texts.flatMap((text) => text.match(/@[a-z0-9_]+/g) ?? []);
  t.true(mentions.length > 300);
  t.deepEqual(
    mentions.filter((mention) => !handles.has(mention)),
    [],
  );
});

test('nothing happens before its cause or after the end', (t) => {
  const timeOf = new Map(network.comments.map(({ commentId, createTime }) => [commentId, createTime]));
  for (const comment of network.comments) {
    const cause = timeOf.get(comment.parentCommentId ?? '') ?? posts.get(comment.postId)?.createTime;
    if (cause === undefined || cause >= comment.createTime || comment.createTime > endTime) t.fail(comment.commentId);
  }
  for (const { authorId, createTime } of network.posts) {
    const author = people.get(authorId);
    if (author === undefined || author.createTime >= createTime || createTime > endTime) t.fail(authorId);
  }
  t.pass();
});

test('nobody likes a post twice', (t) => {
  t.is(new Set(network.likes.map(({ postId, accountId }) => `${postId} ${accountId}`)).size, network.likes.length);
});

test('the same seed gives the same network to the last id, another seed another one', (t) => {
  t.deepEqual(invent(1), network);
  t.not(invent(2).posts[0]?.postId, network.posts[0]?.postId);
});
