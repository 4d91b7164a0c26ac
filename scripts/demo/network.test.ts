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
  const { reposts, pins, bookmarks } = network;
  for (const { postId, createTime } of [...reposts, ...pins, ...bookmarks]) {
    const cause = posts.get(postId)?.createTime;
    if (cause === undefined || cause >= createTime || createTime > endTime) t.fail(postId);
  }
  for (const { postId, quoted, createTime } of network.posts) {
    const cause = posts.get(quoted?.postId ?? '')?.createTime;
    if (quoted !== undefined && (cause === undefined || cause >= createTime)) t.fail(postId);
  }
  t.pass();
});

test('nobody likes, reposts, pins or bookmarks a post twice, nor likes a comment twice', (t) => {
  const { likes, reposts, pins, bookmarks, commentLikes } = network;
  for (const deeds of [likes, reposts, pins, bookmarks]) {
    t.is(new Set(deeds.map(({ postId, accountId }) => `${postId} ${accountId}`)).size, deeds.length);
  }
  t.is(new Set(commentLikes.map((like) => `${like.commentId} ${like.accountId}`)).size, commentLikes.length);
});

test('what is private stays so: nobody reposts or quotes it, and only its friends like what is said under it', (t) => {
  const isOpen = (postId: string) => {
    const post = posts.get(postId);
    return post?.audience === 'public' && people.get(post.authorId)?.private === false;
  };
  t.true(network.reposts.every(({ postId }) => isOpen(postId)));
  t.true(network.posts.every(({ quoted }) => quoted === undefined || isOpen(quoted.postId)));
  const follows = new Set(network.follows.map(({ followerId, followeeId }) => `${followerId} ${followeeId}`));
  const commented = new Map(network.comments.map((comment) => [comment.commentId, comment]));
  t.true(
    network.commentLikes.every(({ commentId, accountId }) =>
      follows.has(`${accountId} ${commented.get(commentId)?.postAuthorId}`),
    ),
  );
  t.true(network.circles.every(({ ownerId, memberIds }) => memberIds.every((id) => follows.has(`${id} ${ownerId}`))));
});

test('who asks to follow somebody private does not follow them', (t) => {
  const follows = new Set(network.follows.map(({ followerId, followeeId }) => `${followerId} ${followeeId}`));
  t.true(network.requests.length > 0);
  for (const { requesterId, targetId } of network.requests) {
    t.true(people.get(targetId)?.private && requesterId !== targetId && !follows.has(`${requesterId} ${targetId}`));
  }
});

test('whose names people are told to sign in with have some of everything, and one is private', (t) => {
  const shown = network.people.slice(0, 3);
  for (const { accountId } of shown) {
    t.true(network.circles.some(({ ownerId }) => ownerId === accountId));
    t.true(network.bookmarks.some((mark) => mark.accountId === accountId));
    t.true(network.hashtagFollows.some((follow) => follow.accountId === accountId));
  }
  t.deepEqual(
    shown.map((person) => person.private),
    [false, true, false],
  );
});

test('the same seed gives the same network to the last id, another seed another one', (t) => {
  t.deepEqual(invent(1), network);
  t.not(invent(2).posts[0]?.postId, network.posts[0]?.postId);
});
