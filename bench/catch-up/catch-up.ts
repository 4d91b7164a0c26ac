import { parseArgs } from 'node:util';
import { emptyNetwork } from '../../scripts/demo/network.ts';
import { inventPeople } from '../../scripts/demo/people.ts';
import { createRandom } from '../../scripts/demo/random.ts';
import { writeNetwork } from '../../scripts/demo/write-network.ts';
import { SetupError, say } from '../../scripts/install/report.ts';
import { databaseUrl, type ServiceName } from '../../scripts/run/plan.ts';
import { reachPosition } from '../../scripts/testing/reach-position.ts';
import { startTertulia, type Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { writeFollows } from '../../scripts/testing/write-follows.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { isListening } from '../../tests/outages/is-listening.ts';
import { readUsage } from '../measure/process-usage.ts';
import { settle } from '../measure/settle.ts';
import { readCount } from '../options.ts';
import { writeLikes } from './write-likes.ts';

const usage = `Usage: ./scripts/bench catch-up [options]

Stops services while another tells much, starts them again, and prints how soon they have applied it all, from the start of
their processes on: each by itself, then all together. What they keep is examined at the end.

  --events N   how many events they miss each time (default: 10000)
  --help       show this`;

/** Who was away, and of what. */
interface Absence {
  readonly away: readonly ServiceName[];
  readonly log: 'profile' | 'posts';
  write(tertulia: Tertulia, ids: readonly string[], count: number): Promise<bigint>;
}

const follows = ({ dataDir }: Tertulia, ids: readonly string[], count: number) =>
  writeFollows(databaseUrl(dataDir, 'profile'), ids, count);
const likes = ({ dataDir }: Tertulia, ids: readonly string[], count: number) => writeLikes(dataDir, ids, count);

const absences: readonly Absence[] = [
  { away: ['posts'], log: 'profile', write: follows },
  { away: ['comments'], log: 'profile', write: follows },
  { away: ['notifications'], log: 'profile', write: follows },
  { away: ['posts', 'comments', 'notifications'], log: 'profile', write: follows },
  { away: ['notifications'], log: 'posts', write: likes },
];

const timeoutMs = 240_000;
const people = 40;
const endTime = new Date('2026-01-01T00:00:00Z').getTime();

/** Measures how soon who was away has heard of everything: see `usage`. */
export async function catchUp(args: readonly string[]): Promise<void> {
  const count = readEvents(args);
  if (count === undefined) return console.log(usage);
  const invented = inventPeople(people, endTime, createRandom(1));
  const seed = (dataDir: string) =>
    writeNetwork(dataDir, { ...emptyNetwork, people: invented }, { onStep: say, argon2MemoryKib: 64 });
  await using tertulia = await startTertulia({ seed });
  const ids = invented.map(({ accountId }) => accountId);
  console.log('| away | events of | s | CPU s |');
  console.log('| --- | --- | ---: | ---: |');
  console.log(await start(tertulia));
  for (const absence of absences) {
    for (const line of await measure(tertulia, absence, ids, count)) console.log(line);
  }
}

/** What each takes that has missed nothing. */
async function start({ services, ready }: Tertulia): Promise<string> {
  await services.comments.kill('SIGTERM');
  const startedAt = performance.now();
  services.comments.restart();
  await ready();
  return line('comments', 'none, until it answers', startedAt, services.comments.pid());
}

async function measure(tertulia: Tertulia, absence: Absence, ids: readonly string[], count: number): Promise<string[]> {
  const { services, dataDir, ready } = tertulia;
  const { away, log } = absence;
  const teller = services[log];
  await Promise.all([teller, ...away.map((name) => services[name])].map((service) => service.kill('SIGTERM')));
  const position = await absence.write(tertulia, ids, count);
  teller.restart();
  await waitFor(() => isListening(Number(teller.address.split(':')[1])));
  await settle([teller.pid()]);
  const startedAt = performance.now();
  for (const name of away) services[name].restart();
  const lines = away.map(async (service) => {
    await reachPosition(dataDir, { service, log, position }, timeoutMs);
    return line(away.length > 1 ? `${service}, with the others` : service, log, startedAt, services[service].pid());
  });
  const done = await Promise.all(lines);
  await ready();
  await settle(Object.values(services).map((service) => service.pid()));
  return done;
}

function line(who: string, events: string, startedAt: number, pid: number): string {
  const seconds = (performance.now() - startedAt) / 1_000;
  return `| ${who} | ${events} | ${seconds.toFixed(1)} | ${(readUsage(pid).cpuMs / 1_000).toFixed(1)} |`;
}

const types = { events: { type: 'string', default: '10000' }, help: { type: 'boolean', default: false } } as const;

function readEvents(args: readonly string[]): number | undefined {
  try {
    const { events, help } = parseArgs({ args: [...args], options: types }).values;
    return help ? undefined : readCount('--events', events, 1_000_000);
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
