import type { ExecutionContext } from 'ava';
import { openApi } from '../../scripts/testing/api.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import type { Member } from '../members.ts';
import type { Traffic, WrittenPost } from './traffic.ts';
import type { WatchedStream } from './watch-streams.ts';

/** Asserts that every write that was acknowledged is there, once, and nothing else. */
export async function assertWrittenOnce(t: ExecutionContext, url: string, traffic: Traffic): Promise<void> {
  const api = openApi(url);
  for (const [author, posts] of Map.groupBy(traffic.posts, (post) => post.author)) {
    const there = await readPages(({ pageToken }) =>
      author.api.timelines
        .listAuthorPosts({ authorId: author.id, pageSize: 100, pageToken })
        .then(({ posts, nextPageToken }) => ({ items: posts, nextPageToken })),
    );
    t.deepEqual(there.map(({ postId }) => postId).sort(), posts.map(({ postId }) => postId).sort(), author.handle);
  }
  for (const [postId, written] of traffic.comments) {
    const there = await readPages(({ pageToken }) =>
      api.comments
        .listComments({ postId, pageSize: 100, pageToken })
        .then(({ comments, nextPageToken }) => ({ items: comments, nextPageToken })),
    );
    t.deepEqual(there.map(({ commentId }) => commentId).sort(), written.toSorted(), `comments on ${postId}`);
  }
  for (const handle of traffic.handles) {
    const { profile } = await api.profiles.getProfile({ name: { $case: 'handle', value: handle } });
    t.is(profile?.handle, handle);
  }
}

/** Asserts that every stream has told of each mention of its watcher, once and of nothing else. */
export async function assertToldOnce(
  t: ExecutionContext,
  posts: readonly WrittenPost[],
  streams: readonly WatchedStream[],
): Promise<void> {
  const expected = (watcher: Member) =>
    posts.filter(({ mentioned }) => mentioned.includes(watcher)).map(({ postId }) => postId);
  const isTold = ({ watcher, postIds }: WatchedStream) => postIds.length >= expected(watcher).length;
  await waitFor(() => streams.every(isTold), { timeoutMs: 15_000 }).catch(() => undefined);
  for (const { watcher, postIds } of streams) {
    t.deepEqual(postIds.toSorted(), expected(watcher).sort(), `the stream of ${watcher.handle}`);
  }
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken: string;
}

async function readPages<T>(read: (from: { pageToken: string }) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let pageToken = '';
  do {
    const { items, nextPageToken } = await read({ pageToken });
    all.push(...items);
    pageToken = nextPageToken;
  } while (pageToken !== '');
  return all;
}
