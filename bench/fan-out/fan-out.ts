import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SetupError, say } from '../../scripts/install/report.ts';
import { openApi } from '../../scripts/testing/api.ts';
import type { Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { quantile } from '../load/quantile.ts';
import { readUsage } from '../measure/process-usage.ts';
import { settle } from '../measure/settle.ts';
import { readCount } from '../options.ts';
import { signIn } from '../sign-in.ts';
import { type Crowd, startFanOut } from './stage.ts';

const usage = `Usage: ./scripts/bench fan-out [options]

Lets authors write who have few and many followers, at a Tertulia of its own, and prints how soon a post is answered, how soon
it is in the last follower's home timeline, and the processor time that it takes of all processes together.

  --followers A,B,…   (default: 10,100,900,20000)
  --posts N           how many each author writes for each figure (default: 20)
  --help              show this`;

/** What posts of one author took, in ms. */
export interface FanOut {
  readonly followers: number;
  /** Each, ascending. */
  readonly answered: readonly number[];
  readonly arrived: readonly number[];
  /** Of all processes together, a post. */
  readonly cpuMs: number;
}

/** Measures what a post costs by how many follow its author: see `usage`. */
export async function fanOut(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) return console.log(usage);
  const figures = await measureFanOut(options.followers, options.posts);
  console.log('| followers | answered p50, p99 ms | in the last timeline p50, p99 ms | CPU ms a post, all processes |');
  console.log('| ---: | ---: | ---: | ---: |');
  for (const { followers, answered, arrived, cpuMs } of figures) {
    console.log(`| ${followers} | ${describe(answered)} | ${describe(arrived)} | ${cpuMs.toFixed(1)} |`);
  }
}

/** Lets an author for each number of followers write so many posts, twice. */
export async function measureFanOut(followers: readonly number[], posts: number): Promise<FanOut[]> {
  await using stage = await startFanOut(followers);
  const figures: FanOut[] = [];
  for (const crowd of stage.crowds) figures.push(await measure(stage.tertulia, crowd, posts));
  return figures;
}

const types = {
  followers: { type: 'string', default: '10,100,900,20000' },
  posts: { type: 'string', default: '20' },
  help: { type: 'boolean', default: false },
} as const;

function readOptions(args: readonly string[]) {
  const values = parse(args);
  if (values.help) return undefined;
  const followers = values.followers.split(',').map((count) => readCount('--followers', count, 100_000));
  return { followers, posts: readCount('--posts', values.posts, 1000) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: types }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

async function measure(
  { url, services, envoy, web }: Tertulia,
  { author, last, followers }: Crowd,
  posts: number,
): Promise<FanOut> {
  const [writer, reader] = await signIn(url, [author, last]);
  const writing = openApi(url, writer?.token);
  const reading = openApi(url, reader?.token);
  const write = async () => {
    const { post } = await writing.posts.createPost({ requestId: randomUUID(), text: `To ${followers} of you` });
    return post?.postId ?? '';
  };
  const isThere = async (postId: string) => {
    const page = await reading.timelines.listHomeTimeline({ pageSize: 1 });
    return page.posts[0]?.postId === postId;
  };
  const pids = [envoy, ...Object.values(services), web].map((process) => process.pid());
  // The first posts compile what the others run.
  for (let number = 0; number < 5; number += 1) await waitFor(write);
  await settle(pids);

  const answered: number[] = [];
  const arrived: number[] = [];
  for (let number = 0; number < posts; number += 1) {
    const start = performance.now();
    const postId = await write();
    answered.push(performance.now() - start);
    await waitFor(() => isThere(postId), { timeoutMs: 60_000 });
    arrived.push(performance.now() - start);
  }
  await settle(pids);
  say(`${followers} followers: measuring processor time`);
  const before = cpuOf(pids);
  for (let number = 0; number < posts; number += 1) await write();
  await settle(pids);
  const cpuMs = (cpuOf(pids) - before) / posts;
  return { followers, answered: ascending(answered), arrived: ascending(arrived), cpuMs };
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + readUsage(pid).cpuMs, 0);
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function describe(sorted: readonly number[]): string {
  return `${quantile(sorted, 0.5).toFixed(0)}, ${quantile(sorted, 0.99).toFixed(0)}`;
}
