import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '../../services/kit/database/connection.ts';
import { type Examination, examine } from '../../services/kit/projections/examine.ts';
import { SetupError } from '../install/report.ts';
import { examinedServices } from './services.ts';

/** What was found of one service. */
export interface ServiceExamination extends Examination {
  readonly service: string;
}

/**
 * Examines services on one data folder, one after the other, whether they run or not. Copies are made in the folder, and
 * removed again. Throws SetupError where a database is missing.
 * @param onlyUpToDate a service that has yet to apply something is left for later: nothing is found of it
 */
export async function examineFolder(
  dataDir: string,
  services: readonly string[],
  onlyUpToDate = false,
): Promise<ServiceExamination[]> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(dataDir, 'doctor-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const opened = new Map<string, Connection>();
  for (const name of Object.keys(examinedServices)) {
    const log = await openForReading(pathOf(dataDir, name));
    resources.defer(() => log.close());
    opened.set(name, log);
  }
  const logs = (name: string) => {
    const found = opened.get(name);
    if (found === undefined) throw new Error(`${name} has no log`);
    return found;
  };
  const examinations: ServiceExamination[] = [];
  for (const service of services) {
    const projections = await examinedServices[service]?.();
    if (projections === undefined) throw new Error(`${service} has no projections`);
    const url = `file:${pathOf(dataDir, service)}`;
    examinations.push(await examineWell(service, () => examine(projections, { url, logs, folder, onlyUpToDate })));
  }
  return examinations;
}

/** How often something that differs is looked at again, and after how long. */
const looks = 3;
const pauseMs = 1_000;

/**
 * What differs only for a moment counts for nothing: a copy can be made between two steps, of which the log tells the
 * second already.
 */
async function examineWell(service: string, look: () => Promise<Examination>): Promise<ServiceExamination> {
  let found = await look();
  for (let count = 1; count < looks && differs(found); count += 1) {
    await delay(pauseMs);
    found = inBoth(found, await look());
  }
  return { service, ...found };
}

function differs({ findings }: Examination): boolean {
  return findings.some(({ differences }) => differences.length > 0);
}

function inBoth(before: Examination, now: Examination): Examination {
  const known = new Set(before.findings.flatMap(({ differences }) => differences.map((each) => JSON.stringify(each))));
  const findings = now.findings.map((finding) => ({
    ...finding,
    differences: finding.differences.filter((each) => known.has(JSON.stringify(each))),
  }));
  return { ...now, findings };
}

function pathOf(dataDir: string, service: string): string {
  return join(dataDir, `${service}.sqlite`);
}

async function openForReading(path: string): Promise<Connection> {
  if (!existsSync(path)) throw new SetupError(`There is no database ${path}: nothing was started or filled there.`);
  const connection = await Connection.open(path);
  await connection.exec('pragma busy_timeout = 10000; pragma query_only = on');
  return connection;
}
