import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyDatabase } from '../database/copy-database.ts';
import { type Database, openDatabase, type Queries } from '../database/database.ts';
import { compareContents, type Difference } from './compare.ts';
import type { ServiceProjections } from './projection.ts';
import { type Replayed, replay } from './replay.ts';

/** What was found of one projection. */
export interface Finding {
  readonly service: string;
  readonly projection: string;
  readonly differences: readonly Difference[];
}

export interface Examination extends Replayed {
  readonly findings: readonly Finding[];
}

/** Where the parts of an examination are. */
export interface ExamineOptions {
  /** Of the service's database, which may be in use. */
  readonly url: string;
  /** Gives the database of a service, by its name, for reading. A log may be ahead of the copy: what is later is left out. */
  readonly logs: (service: string) => Pick<Queries, 'all' | 'get'>;
  /** An empty folder for copies of the database; they are removed again. */
  readonly folder: string;
  /** Nothing is made again, and so nothing found, of a service that has yet to apply something. Default: no. */
  readonly onlyUpToDate?: boolean | undefined;
}

/**
 * Makes all projections of a service again, from the logs and beside the live ones, and compares. The live database is
 * only read: it is copied twice at one moment, so that what is written meanwhile counts on neither side.
 */
export async function examine(service: ServiceProjections, options: ExamineOptions): Promise<Examination> {
  const live = join(options.folder, `${service.service}.live.sqlite`);
  const rebuilt = join(options.folder, `${service.service}.rebuilt.sqlite`);
  try {
    await copyDatabase(options.url, live);
    await copyDatabase(urlOf(live), rebuilt);
    await using liveCopy = await openDatabase({ url: urlOf(live), migrations: service.migrations });
    await using rebuiltCopy = await openDatabase({ url: urlOf(rebuilt), migrations: service.migrations });
    const replayed = await replay(rebuiltCopy, service, options);
    if (options.onlyUpToDate && replayed.behind > 0) return { ...replayed, findings: [] };
    return { ...replayed, findings: await compareAll(service, liveCopy, rebuiltCopy) };
  } finally {
    await Promise.all([live, rebuilt].flatMap(filesOf).map((path) => rm(path, { force: true })));
  }
}

async function compareAll(service: ServiceProjections, live: Database, rebuilt: Database): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, content } of service.replayed) {
    const differences = await compareContents({ queries: live, content }, { queries: rebuilt, content });
    findings.push({ service: service.service, projection: name, differences });
  }
  for (const { name, content, expected } of service.derived) {
    const differences = await compareContents({ queries: live, content }, { queries: live, content: expected });
    findings.push({ service: service.service, projection: name, differences });
  }
  return findings;
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}

function filesOf(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`];
}
