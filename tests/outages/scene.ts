import { readMetrics } from '../../services/kit/testing/read-metrics.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, type Member, post, signUp } from '../members.ts';
import { type KeptCalls, keepCalling } from './keep-calling.ts';
import { type KeptStreams, keepWatching } from './keep-watching.ts';

/** Two people who use everything while parts are killed: bo follows and watches, ana posts. */
export interface Scene extends AsyncDisposable {
  readonly ana: Member;
  readonly bo: Member;
  readonly calls: KeptCalls;
  readonly streams: KeptStreams;
  /**
   * Resolves when every call succeeds, what is posted from now on arrives once on both streams, and every consumer has
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
  const streams = keepWatching(bo);
  const calls = keepCalling(url, bo, first);
  await waitFor(() => streams.messages.home > 0 && streams.messages.notifications > 0, slow);
  return {
    ...{ ana, bo, calls, streams },
    async allIsWell(timeoutMs) {
      const from = performance.now();
      await waitFor(() => calls.areWell(from), { timeoutMs });
      // A service that has just come back may not know of a key of tokens for a moment.
      const id = await waitFor(() => post(ana, 'Still there, @bo_?'), { timeoutMs });
      await waitFor(() => streams.posts.includes(id) && streams.notified.includes(id), { timeoutMs });
      await waitFor(async () => (await sumOfLags(metricsPorts())) === 0, { timeoutMs });
      return performance.now() - from;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([calls[Symbol.asyncDispose](), streams[Symbol.asyncDispose]()]);
    },
  };
}

async function sumOfLags(ports: readonly number[]): Promise<number> {
  const scrapes = await Promise.all(ports.map(readMetrics));
  const lags = scrapes.flatMap((metrics) => [...metrics].filter(([name]) => name.startsWith('event_consumer_lag')));
  return lags.reduce((sum, [, lag]) => sum + lag, 0);
}
