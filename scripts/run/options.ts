import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../install/report.ts';
import { root } from '../tools.ts';

/** What `scripts/up` was asked for. */
export interface UpOptions {
  /** Absolute. */
  dataDir: string;
  /** The folder of certificates. Absolute. */
  tlsDir: string;
  port: number;
  /** The network to fill empty databases with: the generated one, or an edge list (absolute path). */
  seed: 'none' | 'demo' | { graph: string };
  detach: boolean;
  help: boolean;
}

export const upUsage = `Usage: ./scripts/up [options]

Sets up what is missing, starts the four services, Envoy and the web client, and prints where they are.

  --seed demo    fill empty databases with a generated network of 962 people
  --graph FILE   fill empty databases with the network of an edge list (lines \`a b\`)
  --data DIR     where the databases and logs are (default: data)
  --tls DIR      a folder of certificates of your own CA (default: tls in the folder of the databases, with a
                 development CA; also TERTULIA_TLS_DIR in the environment)
  --port N       where the web client and the API are (default: 8080; also PORT in the environment)
  --detach       leave it running and return; ./scripts/down stops it
  --help         show this

Ctrl-C stops everything.`;

const options = {
  seed: { type: 'string' },
  graph: { type: 'string' },
  data: { type: 'string' },
  tls: { type: 'string' },
  port: { type: 'string' },
  detach: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; relative paths are relative to `cwd`. Throws SetupError for what it does not understand. */
export function readUpOptions(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): UpOptions {
  const values = parse(args);
  const dataDir = values.data === undefined ? resolve(root, 'data') : resolve(cwd, values.data);
  return {
    dataDir,
    tlsDir: resolve(cwd, values.tls ?? (env.TERTULIA_TLS_DIR || join(dataDir, 'tls'))),
    port: readPort(values.port ?? (env.PORT || '8080')),
    seed: readSeed(values, cwd),
    detach: values.detach,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new SetupError(`${reason}. See ./scripts/up --help.`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new SetupError(`"${text}" is not a port: give a number from 1 to 65535.`);
  }
  return port;
}

function readSeed(
  { seed, graph }: { seed?: string | undefined; graph?: string | undefined },
  cwd: string,
): UpOptions['seed'] {
  if (graph !== undefined && seed !== undefined) throw new SetupError('Give either --seed or --graph, not both.');
  if (graph !== undefined) return { graph: resolve(cwd, graph) };
  if (seed === undefined) return 'none';
  if (seed !== 'demo') throw new SetupError(`There is no seed "${seed}": the only one is --seed demo.`);
  return 'demo';
}
