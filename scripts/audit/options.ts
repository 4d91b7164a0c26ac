import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../install/report.ts';
import { root } from '../tools.ts';
import { examinedServices } from './services.ts';

/** What `scripts/doctor` was asked for. */
export interface DoctorOptions {
  /** Absolute. */
  dataDir: string;
  /** By name. */
  services: readonly string[];
  json: boolean;
  /** How many differences of a projection are shown at most. */
  show: number;
  help: boolean;
}

export const usage = `Usage: ./scripts/doctor [options]

Makes every projection of every service again from the event logs, beside the live ones, and names each difference. The
databases are only read, and copied; what uses them may go on. Ends with 1 if anything differs.

  --data DIR     where the databases are (default: data)
  --service A,B  only these of ${Object.keys(examinedServices).join(', ')}
  --show N       how many differences of a projection are shown (default: 20)
  --json         everything, in JSON
  --help         show this`;

const types = {
  data: { type: 'string' },
  service: { type: 'string' },
  show: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; throws SetupError that names all that it does not understand. */
export function readDoctorOptions(args: readonly string[], cwd: string): DoctorOptions {
  const { data, service, show, json, help } = parse(args);
  const all = Object.keys(examinedServices);
  const services = service?.split(',') ?? all;
  const problems = services.filter((name) => !all.includes(name)).map((name) => `There is no service "${name}".`);
  if (!/^\d{1,6}$/.test(show)) problems.push(`--show takes a number from 0 to 999999, not "${show}".`);
  if (problems.length > 0) throw new SetupError(`${problems.join(' ')} See ./scripts/doctor --help.`);
  const dataDir = data === undefined ? resolve(root, 'data') : resolve(cwd, data);
  return { dataDir, services, json, show: Number(show), help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: types, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new SetupError(`${reason}. See ./scripts/doctor --help.`);
  }
}
