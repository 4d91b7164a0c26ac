import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { SetupError } from '../install/report.ts';
import { type ServiceName, serviceNames } from '../run/ports.ts';
import { root } from '../tools.ts';
import { findVersionFaults } from './version.ts';

/** What `scripts/mesh` was asked for. */
export type MeshCommand = { readonly dataDir: string } & (
  | { readonly name: 'help' }
  | { readonly name: 'status'; readonly json: boolean }
  | { readonly name: 'scale'; readonly service: ServiceName; readonly count: number }
  | { readonly name: 'drain' | 'undrain'; readonly replica: string }
  | { readonly name: 'restart'; readonly services: readonly ServiceName[] }
  | {
      readonly name: 'canary';
      readonly service: ServiceName;
      readonly version: string | undefined;
      readonly percent: number;
    }
  | { readonly name: 'end-canary' | 'promote-canary'; readonly service: ServiceName }
);

export const meshUsage = `Usage: ./scripts/mesh COMMAND [--data DIR]

Changes what ./scripts/up has started, while it runs and without a failed call.

  status [--json]                             what runs, from where, how well, and how busy it is
  scale SERVICE N                             run N replicas of a service, on its one database (1 to 16)
  drain SERVICE/N                             send no new calls to a replica, and say when it is idle
  undrain SERVICE/N                           send it calls again
  restart [SERVICE]                           replace every replica, of one service or of all, one after the other
  canary SERVICE --version PATH --percent P   send P of 100 calls to a replica that runs from another checkout
  canary SERVICE --percent P                  send it another share; 0 ends it
  canary SERVICE --stop                       end it
  canary SERVICE --promote                    make its version that of all replicas, and end it

The services are ${serviceNames.join(', ')}. --data is the folder that ./scripts/up was given (default: data).`;

const options = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  version: { type: 'string' },
  percent: { type: 'string' },
  stop: { type: 'boolean', default: false },
  promote: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

type Values = ReturnType<typeof parse>['values'];

/** Reads the command line. Throws a SetupError that names all that is wrong with it. */
export function readMeshCommand(args: readonly string[], cwd: string): MeshCommand {
  const { values, positionals } = parse(args);
  const dataDir = values.data === undefined ? resolve(root, 'data') : resolve(cwd, values.data);
  const [command = '', ...operands] = positionals;
  if (values.help || command === '') return { dataDir, name: 'help' };
  const faults: string[] = [];
  const read = readers[command];
  if (read === undefined) throw new SetupError(`There is no command "${command}". See ./scripts/mesh --help.`);
  const { known, takes } = needs[command] ?? { known: [], takes: 0 };
  for (const [name, value] of Object.entries(values)) {
    if (value !== false && name !== 'data' && !known.includes(name)) faults.push(`${command} takes no --${name}.`);
  }
  for (const extra of operands.slice(takes)) faults.push(`${command} cannot do anything with "${extra}".`);
  const found = read(operands, { values, cwd, faults });
  if (faults.length > 0) throw new SetupError(faults.join('\n'));
  return { dataDir, ...found };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new SetupError(`${reason}. See ./scripts/mesh --help.`);
  }
}

interface Reading {
  readonly values: Values;
  readonly cwd: string;
  /** What is wrong is added to it. */
  readonly faults: string[];
}

type Found = MeshCommand extends infer C ? (C extends MeshCommand ? Omit<C, 'dataDir'> : never) : never;

const needs: Record<string, { known: readonly string[]; takes: number }> = {
  status: { known: ['json'], takes: 0 },
  scale: { known: [], takes: 2 },
  drain: { known: [], takes: 1 },
  undrain: { known: [], takes: 1 },
  restart: { known: [], takes: 1 },
  canary: { known: ['version', 'percent', 'stop', 'promote'], takes: 1 },
};

const readers: Record<string, (operands: readonly string[], reading: Reading) => Found> = {
  status: (_, { values }) => ({ name: 'status', json: values.json }),
  scale: ([service, count], { faults }) => ({
    name: 'scale',
    service: readService(service, faults),
    count: readNumber('The number of replicas', count, [1, 16], faults),
  }),
  drain: ([replica], { faults }) => ({ name: 'drain', replica: readReplica(replica, faults) }),
  undrain: ([replica], { faults }) => ({ name: 'undrain', replica: readReplica(replica, faults) }),
  restart: ([service], { faults }) => ({
    name: 'restart',
    services: service === undefined ? serviceNames : [readService(service, faults)],
  }),
  canary: readCanary,
};

function readCanary([name]: readonly string[], { values, cwd, faults }: Reading): Found {
  const { version: path, percent, stop, promote } = values;
  const service = readService(name, faults);
  const asked = [stop && '--stop', promote && '--promote', percent !== undefined && '--percent'].filter(Boolean);
  if (asked.length !== 1) {
    faults.push(
      `Give one of --percent, --stop and --promote${asked.length > 1 ? `, not ${asked.join(' and ')}` : ''}.`,
    );
  }
  if (path !== undefined && percent === undefined) faults.push('--version goes with --percent.');
  const version = path === undefined ? undefined : resolve(cwd, path);
  if (version !== undefined) faults.push(...findVersionFaults(version, service));
  if (promote) return { name: 'promote-canary', service };
  if (percent === undefined) return { name: 'end-canary', service };
  const share = readNumber('--percent', percent, [0, 100], faults);
  return share === 0 ? { name: 'end-canary', service } : { name: 'canary', service, version, percent: share };
}

function readService(text: string | undefined, faults: string[]): ServiceName {
  const found = serviceNames.find((name) => name === text);
  if (found === undefined) {
    faults.push(
      `${text === undefined ? 'Name a service' : `There is no service "${text}"`}: ${serviceNames.join(', ')}.`,
    );
  }
  return found ?? 'profile';
}

function readReplica(text: string | undefined, faults: string[]): string {
  const [, service, number] = /^([^/]+)\/([1-9]\d{0,3})$/.exec(text ?? '') ?? [];
  if (number === undefined)
    faults.push(`${text === undefined ? 'Name a replica' : `"${text}" is no replica`}, as in posts/2.`);
  else readService(service, faults);
  return text ?? '';
}

function readNumber(what: string, text: string | undefined, [least, most]: [number, number], faults: string[]): number {
  const number = Number(text);
  const fits = /^\d+$/.test(text ?? '') && number >= least && number <= most;
  if (!fits)
    faults.push(
      `${what} must be a whole number from ${least} to ${most}${text === undefined ? '' : `, not "${text}"`}.`,
    );
  return number;
}
