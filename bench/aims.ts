import { parseArgs } from 'node:util';
import { SetupError } from '../scripts/install/report.ts';
import { measureFanOut } from './fan-out/fan-out.ts';
import { startHomeStages } from './homes/homes.ts';
import { growthOf, measureHomes } from './homes/measure-homes.ts';
import { quantile } from './load/quantile.ts';
import { readCount } from './options.ts';
import { runRounds } from './run-rounds.ts';
import { startStage } from './stage.ts';
import { summarise } from './summarise.ts';

const usage = `Usage: ./scripts/bench aims [options]

Measures everything that Tertulia has an aim for, one after another on this machine, and says of each whether it is met.

  --rounds N   how often what is compared is measured, in turn (default: 5)
  --help       show this`;

/** What was found beside what is wanted, and the same as numbers: the aim is met where the first is not above the second. */
interface Aim {
  readonly what: string;
  readonly found: number;
  readonly most: number;
  readonly unit: string;
}

const followers = 900;
const posts = [1_000, 200_000];
/** A growth within this is what rounds differ by. */
const noise = 1.1;

/** Says of each aim whether it is met: see `usage`. */
export async function aims(args: readonly string[]): Promise<void> {
  const values = parse(args);
  if (values.help) return console.log(usage);
  const rounds = readCount('--rounds', values.rounds, 100);
  const found = [await homeBesidePing(rounds), ...(await postToMany()), ...(await growth(rounds))];
  console.log('\n| aim | found | at most | |');
  console.log('| --- | ---: | ---: | --- |');
  for (const { what, found: is, most, unit } of found) {
    console.log(`| ${what} | ${is.toFixed(2)}${unit} | ${most}${unit} | ${is <= most ? 'met' : 'MISSED'} |`);
  }
}

/** A page of ten of the home timeline beside an empty call, in processor time of everything together. */
async function homeBesidePing(rounds: number): Promise<Aim> {
  await using stage = await startStage();
  const options = { only: ['ping', 'home'], rounds, seconds: 3, connections: 4, inFlight: 10 };
  const results = await runRounds(stage, options);
  const [ping, home] = options.only.map((name) => {
    const { title = name, measurements = [] } = results.get(name) ?? {};
    return summarise(name, title, measurements).totalCpuMsPerCall;
  });
  const ratio = (home ?? Number.NaN) / (ping ?? Number.NaN);
  return { what: 'ten of the home timeline, CPU, beside Ping', found: ratio, most: 2, unit: '×' };
}

async function postToMany(): Promise<Aim[]> {
  const [fanOut] = await measureFanOut([followers], 20);
  if (fanOut === undefined) throw new Error('nothing was measured');
  const to = `a post to ${followers}`;
  return [
    { what: `${to}: answered, p99`, found: quantile(fanOut.answered, 0.99), most: 15, unit: ' ms' },
    { what: `${to}: in the last timeline, p99`, found: quantile(fanOut.arrived, 0.99), most: 1000, unit: ' ms' },
    { what: `${to}: CPU of all processes`, found: fanOut.cpuMs, most: 30, unit: ' ms' },
  ];
}

async function growth(rounds: number): Promise<Aim[]> {
  await using resources = new AsyncDisposableStack();
  const stages = await startHomeStages(posts, resources);
  const figures = await measureHomes(stages, rounds);
  return ['a read, nothing held', 'a read, held', 'ListHomeTimeline, the whole call'].map((name) => {
    const each = figures.get(name) ?? [];
    return { what: `${name}, with ${posts.join(' and ')} posts`, found: growthOf(each), most: noise, unit: '×' };
  });
}

function parse(args: readonly string[]) {
  try {
    const options = { rounds: { type: 'string', default: '5' }, help: { type: 'boolean', default: false } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
