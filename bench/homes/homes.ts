import { parseArgs } from 'node:util';
import { SetupError, say } from '../../scripts/install/report.ts';
import { readCount } from '../options.ts';
import { formatHomes, measureHomes } from './measure-homes.ts';
import { type HomeStage, startHomeStage } from './stage.ts';

const usage = `Usage: ./scripts/bench homes [options]

Measures whether a read of ten of a home timeline costs more where there are more posts: in networks of 962 people and
37,624 follows, side by side, each with a service of its own and without Envoy.

  --posts A,B   how many posts each network has (default: 1000,200000)
  --rounds N    how often each is measured, in turn with the others (default: 5)
  --help        show this`;

/** Measures how a read grows with the number of posts: see `usage`. */
export async function homes(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) return console.log(usage);
  await using resources = new AsyncDisposableStack();
  const stages = await startHomeStages(options.posts, resources);
  console.log(`\n${formatHomes(stages, await measureHomes(stages, options.rounds))}`);
}

/** Starts one after another; `resources` ends them. */
export async function startHomeStages(posts: readonly number[], resources: AsyncDisposableStack): Promise<HomeStage[]> {
  const stages: HomeStage[] = [];
  for (const count of posts) {
    say(`Writing ${count.toLocaleString('en')} posts of 962 people`);
    stages.push(resources.use(await startHomeStage(count)));
  }
  return stages;
}

const types = {
  posts: { type: 'string', default: '1000,200000' },
  rounds: { type: 'string', default: '5' },
  help: { type: 'boolean', default: false },
} as const;

function readOptions(args: readonly string[]) {
  const values = parse(args);
  if (values.help) return undefined;
  const posts = values.posts.split(',').map((count) => readCount('--posts', count, 1_000_000));
  return { posts, rounds: readCount('--rounds', values.rounds, 100) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: types }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
