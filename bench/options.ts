import { parseArgs } from 'node:util';
import { SetupError } from '../scripts/install/report.ts';
import { serviceNames } from '../scripts/run/plan.ts';

/** What `scripts/bench` was asked for. */
export interface BenchOptions {
  /** How long one scenario is loaded in each round. */
  seconds: number;
  rounds: number;
  connections: number;
  /** Calls under way on each connection. */
  inFlight: number;
  /** Names of scenarios; empty: all. */
  only: string[];
  /** A service to profile instead of measuring. */
  cpuProfile: string | undefined;
  help: boolean;
}

export const benchUsage = `Usage: ./scripts/bench [options]
       ./scripts/bench aims       says of each aim, all in one run, whether it is met
       ./scripts/bench catch-up   measures how soon who was away has heard of everything
       ./scripts/bench fan-out    measures what a post costs by how many follow its author
       ./scripts/bench homes      measures how a read of a home timeline grows with the number of posts
       ./scripts/bench overload   offers more than can be done
With --help each of these says what it takes.

Loads a Tertulia of its own, on the seeded network, through Envoy in gRPC-Web over HTTP/2, and prints what it does.
The network is the file that REED98 names, else ../shared/data/socfb-reed98/socfb-Reed98.edges, else a generated one.

  --seconds N             how long a scenario is loaded in each round (default: 3)
  --rounds N              how often each scenario is loaded, in turn with the others (default: 5)
  --connections N         connections (default: 4)
  --in-flight N           calls under way on each connection (default: 10)
  --only A,B              only these of ping, home, author, post, mix, areas
  --cpu-profile SERVICE   say where that service's time goes under each load, and keep a .cpuprofile, instead
  --help                  show this`;

const types = {
  seconds: { type: 'string', default: '3' },
  rounds: { type: 'string', default: '5' },
  connections: { type: 'string', default: '4' },
  'in-flight': { type: 'string', default: '10' },
  only: { type: 'string' },
  'cpu-profile': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line. Throws SetupError for what it does not understand. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const values = parse(args);
  const cpuProfile = values['cpu-profile'];
  if (cpuProfile !== undefined && !serviceNames.some((name) => name === cpuProfile)) {
    throw new SetupError(`There is no service ${cpuProfile}: name one of ${serviceNames.join(', ')}.`);
  }
  return {
    seconds: readCount('--seconds', values.seconds, 60),
    rounds: readCount('--rounds', values.rounds, 100),
    connections: readCount('--connections', values.connections, 1000),
    inFlight: readCount('--in-flight', values['in-flight'], 100),
    only: values.only?.split(',') ?? [],
    cpuProfile,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: types }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${benchUsage}`);
  }
}

export function readCount(option: string, text: string, max: number): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > max)
    throw new SetupError(`${option} takes a number from 1 to ${max}.`);
  return count;
}
