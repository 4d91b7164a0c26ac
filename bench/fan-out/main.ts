// Measures what a post costs by how many follow its author: see `usage`.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runScript, SetupError, say } from '../../scripts/install/report.ts';
import { openApi } from '../../scripts/testing/api.ts';
import type { Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { quantile } from '../load/quantile.ts';
import { readUsage } from '../measure/process-usage.ts';
import { settle } from '../measure/settle.ts';
import { signIn } from '../sign-in.ts';
import { type Crowd, startFanOut } from './stage.ts';

const usage = `Usage: node bench/fan-out/main.ts [options]

Lets authors write who have few and many followers, at a Tertulia of its own, and prints how soon a post is answered, how soon
it is in the last follower's home timeline, and the processor time that it takes of all processes together.

  --followers A,B,…   (default: 10,100,900,20000)
  --posts N           how many each author writes for each figure (default: 20)
  --help              show this`;

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return console.log(usage);
  await using stage = await startFanOut(options.followers);
  console.log('| followers | answered p50, p99 ms | in the last timeline p50, p99 ms | CPU ms a post, all processes |');
  console.log('| ---: | ---: | ---: | ---: |');
  for (const crowd of stage.crowds) {
    const { answered, arrived, cpuMs } = await measure(stage.tertulia, crowd, options.posts);
    console.log(`| ${crowd.followers} | ${describe(answered)} | ${describe(arrived)} | ${cpuMs.toFixed(1)} |`);
  }
});

function readOptions(args: readonly string[]) {
  const types = { followers: { type: 'string' }, posts: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: [...args], options: types });
  if (values.help) return undefined;
  const followers = (values.followers ?? '10,100,900,20000').split(',').map(Number);
  const posts = Number(values.posts ?? 20);
  const fits = [...followers, posts].every((count) => Number.isInteger(count) && count >= 1 && count <= 100_000);
  if (!fits) throw new SetupError('Whole numbers from 1 are needed; --help says which.');
  return { followers, posts };
}

async function measure({ url, services, envoy, web }: Tertulia, { author, last, followers }: Crowd, posts: number) {
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
  return { answered, arrived, cpuMs: (cpuOf(pids) - before) / posts };
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + readUsage(pid).cpuMs, 0);
}

function describe(milliseconds: number[]): string {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return `${quantile(sorted, 0.5).toFixed(0)}, ${quantile(sorted, 0.99).toFixed(0)}`;
}
