import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../install/report.ts';
import { explainWriteFailure, openDataFolder } from '../run/data-folder.ts';
import { generateGraph } from './generate-graph.ts';
import type { Graph } from './graph.ts';
import { type DemoNetwork, inventNetwork } from './network.ts';
import { EdgeListError, readEdges } from './read-edges.ts';
import { readSeedRecord, type SeedRecord, writeSeedRecord } from './seed-record.ts';
import { type WriteOptions, writeNetwork } from './write-network.ts';

/** What to fill a data folder with. */
export interface FillOptions {
  /** An edge list; without one the network is generated. */
  graphPath?: string | undefined;
  seed: number;
  postsPerPerson: number;
  endTime: Date;
}

/** The seed of the generated graph: one graph, whatever is written on it. */
const graphSeed = 98;

/**
 * Fills an empty data folder with a network and resolves with it; resolves with undefined where there is one already.
 * One that broke off is finished. Throws SetupError for a folder with other data, a bad edge list or a full disk.
 */
export async function fillFolder(
  dataDir: string,
  options: FillOptions,
  write: WriteOptions,
): Promise<DemoNetwork | undefined> {
  await openDataFolder(dataDir);
  const record = readSeedRecord(dataDir) ?? newRecord(dataDir, options);
  if (record.complete) return undefined;
  const graph = loadGraph(record.from);
  const network = inventNetwork({ ...record, graph, endTime: new Date(record.endTime) });
  try {
    writeSeedRecord(dataDir, record);
    await writeNetwork(dataDir, network, write);
    writeSeedRecord(dataDir, { ...record, complete: true });
  } catch (error) {
    throw isDiskFull(error) ? explainWriteFailure({ code: 'ENOSPC' }, dataDir) : explainWriteFailure(error, dataDir);
  }
  return network;
}

function newRecord(dataDir: string, { graphPath, seed, postsPerPerson, endTime }: FillOptions): SeedRecord {
  if (existsSync(join(dataDir, 'profile.sqlite'))) {
    throw new SetupError(`${dataDir} has accounts of its own already: choose another folder with --data to fill one.`);
  }
  return { from: graphPath ?? 'demo', seed, postsPerPerson, endTime: endTime.toISOString(), complete: false };
}

function loadGraph(from: string): Graph {
  if (from === 'demo') return generateGraph(graphSeed);
  try {
    return readEdges(readFileSync(from, 'utf8'));
  } catch (error) {
    if (error instanceof EdgeListError) throw new SetupError(`${from}: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new SetupError(`There is no file ${from}.`);
    throw error;
  }
}

function isDiskFull(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'SQLITE_FULL';
}
