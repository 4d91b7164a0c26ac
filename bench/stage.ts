import { join } from 'node:path';
import { fillFolder } from '../scripts/demo/fill-folder.ts';
import { findGraph } from '../scripts/demo/find-graph.ts';
import type { DemoNetwork } from '../scripts/demo/network.ts';
import type { DemoPost } from '../scripts/demo/posts.ts';
import { createRandom } from '../scripts/demo/random.ts';
import { say } from '../scripts/install/report.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import type { Observed } from './measure/measure-scenario.ts';
import { readUsage } from './measure/process-usage.ts';
import { settle } from './measure/settle.ts';
import type { Memory } from './report.ts';
import { type Cast, makeOverloads, makeScenarios, type Scenario } from './scenarios.ts';
import { signIn } from './sign-in.ts';

/** A running Tertulia, filled and at rest, and the loads that can be put on it. */
export interface Stage extends AsyncDisposable {
  networkName: string;
  people: number;
  posts: number;
  /** Envoy's, for the outside. */
  port: number;
  /** All but the load generator. */
  processes: Observed[];
  logFile(name: string): string;
  /** When every service had read all that was written before it first started. */
  memoryAfterReading: Memory;
  readMemory(): Memory;
  /** The loads, with tokens that are good for two minutes at least. */
  scenarios(): Promise<Scenario[]>;
  /** What overload is measured with, likewise. */
  overloads(): Promise<Scenario[]>;
}

const callerCount = 50;
const tokensFreshMs = 180_000;

/** A fixed seed and a fixed time: every run meets the same network. */
const filling = { seed: 1, postsPerPerson: 3, endTime: new Date('2026-01-01T00:00:00Z') };

/** Fills and starts a Tertulia and waits until every service has heard of everything. */
export async function startStage(envOf: Record<string, Record<string, string>> = {}): Promise<Stage> {
  const graph = findGraph();
  say(`The network is ${graph.name}.`);
  const filled = Promise.withResolvers<DemoNetwork>();
  const tertulia = await startTertulia({
    seed: async (dataDir) => filled.resolve(await fill(dataDir, graph.path)),
    envOf,
    examined: false,
  });
  say('Waiting until every service has read the logs of the others');
  await settle(listProcesses(tertulia).map(({ pid }) => pid));
  const memoryAfterReading = readMemory(listProcesses(tertulia));
  await restartServices(tertulia);
  const processes = listProcesses(tertulia);
  await settle(processes.map(({ pid }) => pid));
  const { people, posts } = await filled.promise;
  const open = new Set(people.filter((person) => !person.private).map(({ accountId }) => accountId));
  const isOpen = ({ audience, authorId }: DemoPost) => audience === 'public' && open.has(authorId);
  const known = { people, posts: posts.filter(isOpen) };
  return {
    ...{ networkName: graph.name, people: people.length, posts: posts.length },
    port: Number(new URL(tertulia.url).port),
    processes,
    logFile: (name) => join(tertulia.dataDir, `log/${name}.log`),
    memoryAfterReading,
    readMemory: () => readMemory(processes),
    scenarios: fresh(tertulia.url, known, makeScenarios),
    overloads: fresh(tertulia.url, known, makeOverloads),
    [Symbol.asyncDispose]: () => tertulia[Symbol.asyncDispose](),
  };
}

async function fill(dataDir: string, graphPath: string | undefined): Promise<DemoNetwork> {
  const network = await fillFolder(dataDir, { ...filling, graphPath }, { onStep: say, argon2MemoryKib: 64 });
  if (network === undefined) throw new Error(`${dataDir} was filled already`);
  return network;
}

function listProcesses({ services, web, envoy }: Tertulia): Observed[] {
  return [envoy, ...Object.values(services), web].map((process) => ({ name: process.name, pid: process.pid() }));
}

/** At rest is what was started on databases that are there already. */
async function restartServices({ services, ready }: Tertulia): Promise<void> {
  for (const service of Object.values(services)) {
    await service.kill('SIGTERM');
    service.restart();
  }
  await ready();
}

function readMemory(processes: readonly Observed[]): Memory {
  return Object.fromEntries(processes.map(({ name, pid }) => [name, readUsage(pid).rssBytes / 2 ** 20]));
}

/** Signs the callers in again, and makes the requests anew, before their tokens expire. */
function fresh(
  url: string,
  { people, posts }: Pick<Cast, 'people' | 'posts'>,
  make: (cast: Cast) => Scenario[],
): () => Promise<Scenario[]> {
  const callers = createRandom(2).sample(people, callerCount);
  let made: Scenario[] = [];
  let staleAt = 0;
  return async () => {
    if (Date.now() < staleAt) return made;
    staleAt = Date.now() + tokensFreshMs;
    made = make({ authority: new URL(url).host, callers: await signIn(url, callers), people, posts });
    return made;
  };
}
