import { randomUUID } from 'node:crypto';
import { readMetrics } from '../../services/kit/testing/read-metrics.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, type Member, post, signUp } from '../members.ts';
import { type KeptCalls, keepCalling } from './keep-calling.ts';
import { type KeptStreams, keepWatching } from './keep-watching.ts';

/** Two people who use everything while parts are killed: bo follows and watches, ana posts and comments. */
export interface Scene extends AsyncDisposable {
  readonly ana: Member;
  readonly bo: Member;
  readonly calls: KeptCalls;
  readonly streams: KeptStreams;
  /** Ids of what ana wrote, and was answered. */
  readonly written: { readonly posts: readonly string[]; readonly comments: readonly string[] };
  /** Ana posts and comments. Resolves with both answers. */
  write(): Promise<void>;
  /**
   * Resolves when every call succeeds, what is written from now on arrives on every stream, and every consumer has
   * applied every log. The milliseconds that it took.
   */
  allIsWell(timeoutMs: number): Promise<number>;
}

const slow = { timeoutMs: 30_000 };

/** `metricsPorts` of the services. */
export async function startScene(url: string, metricsPorts: () => readonly number[]): Promise<Scene> {
  const [ana, bo] = await Promise.all([signUp(url, 'ana'), signUp(url, 'bo_')]);
  await follow(bo, ana);
  const first = await post(ana, 'Hello @bo_');
  await waitFor(() => bo.api.comments.listComments({ postId: first }), slow);
  const streams = keepWatching(bo, first);
  const calls = keepCalling(url, bo, first);
  await waitFor(() => Object.values(streams.messages).every((count) => count > 0), slow);
  const written = { posts: [] as string[], comments: [] as string[] };
  const writePost = async () => {
    written.posts.push(await post(ana, 'Still there, @bo_?'));
    return true;
  };
  const writeComment = async () => {
    written.comments.push(await comment(ana, first));
    return true;
  };
  return {
    ...{ ana, bo, calls, streams, written },
    async write() {
      await writePost();
      await writeComment();
    },
    async allIsWell(timeoutMs) {
      const from = performance.now();
      await waitFor(() => calls.areWell(from), { timeoutMs });
      // A service that has just come back may not know of a key of tokens for a moment.
      await waitFor(writePost, { timeoutMs });
      await waitFor(writeComment, { timeoutMs });
      const { posts, comments } = written;
      await waitFor(() => posts.every((id) => streams.posts.includes(id) && streams.notified.includes(id)), {
        timeoutMs,
      });
      await waitFor(() => comments.every((id) => streams.comments.includes(id)), { timeoutMs });
      await waitFor(async () => (await sumOfLags(metricsPorts())) === 0, { timeoutMs });
      return performance.now() - from;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([calls[Symbol.asyncDispose](), streams[Symbol.asyncDispose]()]);
    },
  };
}

async function comment({ api }: Member, postId: string): Promise<string> {
  const answer = await api.comments.createComment({ requestId: randomUUID(), postId, text: 'Still here' });
  if (answer.comment === undefined) throw new Error('CreateComment answered without a comment');
  return answer.comment.commentId;
}

async function sumOfLags(ports: readonly number[]): Promise<number> {
  const scrapes = await Promise.all(ports.map(readMetrics));
  const lags = scrapes.flatMap((metrics) => [...metrics].filter(([name]) => name.startsWith('event_consumer_lag')));
  return lags.reduce((sum, [, lag]) => sum + lag, 0);
}
