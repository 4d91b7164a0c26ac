import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a data folder was filled with: enough to make the same network again, to the last id. */
export interface SeedRecord {
  /** What the network was made from, for people: `demo`, or the path of an edge list. */
  from: string;
  seed: number;
  postsPerPerson: number;
  endTime: string;
  /** False while it is being written; then the next seed goes on where it broke off. */
  complete: boolean;
}

const path = (dataDir: string) => join(dataDir, 'seed.json');

/** Undefined in a folder that was never filled. */
export function readSeedRecord(dataDir: string): SeedRecord | undefined {
  if (!existsSync(path(dataDir))) return undefined;
  return JSON.parse(readFileSync(path(dataDir), 'utf8')) as SeedRecord;
}

/** Replaces the record as a whole. */
export function writeSeedRecord(dataDir: string, record: SeedRecord): void {
  const fresh = `${path(dataDir)}.new`;
  writeFileSync(fresh, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, path(dataDir));
}
