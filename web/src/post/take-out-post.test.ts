import { QueryClient } from '@tanstack/react-query';
import test from 'ava';
import { Post } from '#gen/tertulia/posts/v1/post.ts';
import { flattenPosts, type PostList, postKeys, prependPosts } from './post-cache.ts';
import { takeOutPost } from './take-out-post.ts';

function clientWith(...pages: Post[][]) {
  const client = new QueryClient();
  const list: PostList = {
    pages: pages.map((posts) => ({ posts, nextPageToken: '' })),
    pageParams: pages.map(() => ''),
  };
  client.setQueryData(postKeys.home, list);
  const shown = () => flattenPosts(client.getQueryData<PostList>(postKeys.home)).map(({ postId }) => postId);
  return { client, shown };
}

const post = (postId: string, quoted?: Post) => Post.fromPartial({ postId, ...(quoted && { quotedPost: quoted }) });

test('a post that is taken out comes back to its place', (t) => {
  const { client, shown } = clientWith([post('a'), post('b')], [post('c'), post('d')]);
  const putBack = takeOutPost(client, 'c');
  t.deepEqual(shown(), ['a', 'b', 'd']);
  putBack();
  t.deepEqual(shown(), ['a', 'b', 'c', 'd']);
});

test('what came meanwhile stays above it', (t) => {
  const { client, shown } = clientWith([post('a'), post('b')]);
  const putBack = takeOutPost(client, 'b');
  prependPosts(client, postKeys.home, [post('new')]);
  putBack();
  t.deepEqual(shown(), ['new', 'a', 'b']);
});

test('who quotes it shows that it is not there, until it is again', (t) => {
  const { client } = clientWith([post('a', post('b'))]);
  const quoting = () => flattenPosts(client.getQueryData<PostList>(postKeys.home))[0];
  const putBack = takeOutPost(client, 'b');
  t.true(quoting()?.quoteUnavailable);
  t.is(quoting()?.quotedPost, undefined);
  putBack();
  t.false(quoting()?.quoteUnavailable);
  t.is(quoting()?.quotedPost?.postId, 'b');
});
