import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { SetupError } from '../../scripts/install/report.ts';
import { readCount } from '../options.ts';

/** What `scripts/bench overload` was asked for. */
export interface OverloadOptions {
  /** How long each rate is offered. */
  seconds: number;
  rounds: number;
  /** Names of loads; empty: all. */
  only: string[];
  /** Whether the gateway and the load have cores of their own. */
  apart: boolean;
  /** How many cores the services have together; undefined: all that there are. */
  serviceCores: number | undefined;
  help: boolean;
}

export const overloadUsage = `Usage: ./scripts/bench overload [options]

Finds out how many calls a Tertulia of its own does a second, then offers calls at multiples of that, whether those
before have been answered or not, and prints what was served, what was refused, and how long each took.

  --seconds N    how long each rate is offered (default: 3)
  --rounds N     how often each load is gone through (default: 3)
  --only A,B     only these of home, post, mix, areas, importance
  --apart        gives the gateway and the load one half of the cores, the services the other (Linux)
  --service-cores N
                 lets the services have N cores together, such as 0.5, as a container with a limit: where the gateway
                 has more than they (Linux, for who may write control groups)
  --help         show this`;

const types = {
  seconds: { type: 'string', default: '3' },
  rounds: { type: 'string', default: '3' },
  only: { type: 'string' },
  apart: { type: 'boolean', default: false },
  'service-cores': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line. Throws SetupError for what it does not understand. */
export function readOverloadOptions(args: readonly string[]): OverloadOptions {
  const values = parse(args);
  return {
    seconds: readCount('--seconds', values.seconds, 60),
    rounds: readCount('--rounds', values.rounds, 100),
    only: values.only?.split(',') ?? [],
    apart: values.apart,
    serviceCores: readCores(values['service-cores']),
    help: values.help,
  };
}

function readCores(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const cores = Number(text);
  if (!(cores >= 0.2 && cores <= availableParallelism()))
    throw new SetupError(`--service-cores takes a number from 0.2 to ${availableParallelism()}.`);
  return cores;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: types }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${overloadUsage}`);
  }
}
