// Measures what open streams cost: see `usage`.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runScript, SetupError, say } from '../../scripts/install/report.ts';
import { openApi } from '../../scripts/testing/api.ts';
import { startTertulia } from '../../scripts/testing/start-tertulia.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { readUsage } from '../measure/process-usage.ts';
import { settle } from '../measure/settle.ts';
import { Browsers, type OpenStream } from './grpc-web-streams.ts';
import { type Watched, type Watcher, watchedKinds } from './watched.ts';

const usage = `Usage: node bench/streams/main.ts [options]

Opens streams at a Tertulia of its own, through Envoy in gRPC-Web over HTTP/2 as a browser does, and prints what each takes
of memory, at rest and after news for every one of them, and how soon that came.

  --watch KIND        of what: ${Object.keys(watchedKinds).join(' or ')} (default: notifications)
  --streams N         how many (default: 5000)
  --per-connection N  how many share a connection, as the tabs of a browser do (default and at most: 100)
  --help              show this`;

const peopleCount = 50;
/** How many streams are opened at a time. */
const openedTogether = 100;
const openTimeoutMs = 60_000;

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return console.log(usage);
  await using tertulia = await startTertulia({ examined: false });
  const people = await signUp(tertulia.url, peopleCount);
  const watched = await options.watch(tertulia.url, people);
  const processes = [tertulia.envoy, ...Object.values(tertulia.services), tertulia.web];
  const memory = () => processes.map((one) => ({ name: one.name, kib: readUsage(one.pid()).rssBytes / 1024 }));
  const pids = processes.map((one) => one.pid());
  // What the first streams and the first news make once and for all is not theirs.
  using warm = new Browsers(tertulia.url, options.perConnection);
  await openAll(warm, watched, people, peopleCount);
  await watched.tell();
  await settle(pids);
  const before = memory();
  using browsers = new Browsers(tertulia.url, options.perConnection);
  const streams = await openAll(browsers, watched, people, options.streams);
  say(`${streams.length} streams are open over ${browsers.connections} connections.`);
  await settle(pids);
  const open = memory();
  const told = streams.map((stream) => stream.messages());
  const tookMs = await timeOf(async () => {
    await watched.tell();
    await waitFor(() => streams.every((stream, n) => stream.messages() > (told[n] ?? 0)), { timeoutMs: openTimeoutMs });
  });
  await settle(pids);
  report(streams, before, open, memory());
  console.log(
    `News for each of ${peopleCount} people was on all ${streams.length} streams after ${Math.round(tookMs)} ms.`,
  );
});

function readOptions(args: readonly string[]) {
  const types = {
    watch: { type: 'string' },
    streams: { type: 'string' },
    'per-connection': { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: [...args], options: types });
  if (values.help) return undefined;
  const watch = watchedKinds[values.watch ?? 'notifications'];
  if (watch === undefined) throw new SetupError(`--watch takes one of: ${Object.keys(watchedKinds).join(' ')}`);
  const [streams, perConnection] = [Number(values.streams ?? 5000), Number(values['per-connection'] ?? 100)];
  const fits = Number.isInteger(streams) && streams >= 1 && Number.isInteger(perConnection) && perConnection >= 1;
  if (!fits || perConnection > 100) throw new SetupError('Whole numbers are needed; --help says which.');
  return { watch, streams, perConnection };
}

async function signUp(url: string, count: number): Promise<Watcher[]> {
  const { accounts } = openApi(url);
  const people: Watcher[] = [];
  // One after another: hashing is refused to who asks for much of it at once.
  for (let n = 0; n < count; n += 1) {
    const name = { handle: `watcher_${n}`, displayName: `Watcher ${n}` };
    const answer = await accounts.signUp({ requestId: randomUUID(), ...name, password: 'a good password' });
    people.push({ accountId: answer.profile?.accountId ?? '', token: answer.accessToken });
  }
  return people;
}

/** Resolves when every stream has had its first message. */
async function openAll(
  browsers: Browsers,
  { path, message }: Watched,
  people: readonly Watcher[],
  count: number,
): Promise<OpenStream[]> {
  const streams: OpenStream[] = [];
  while (streams.length < count) {
    const some = Array.from({ length: Math.min(openedTogether, count - streams.length) }, (_, n) => {
      const person = people[(streams.length + n) % people.length];
      return browsers.open(path, person?.token ?? '', message);
    });
    streams.push(...some);
    await waitFor(() => some.every((stream) => stream.messages() > 0 || stream.ended() !== undefined), {
      timeoutMs: openTimeoutMs,
    });
    const refused = some.find((stream) => stream.ended() !== undefined);
    if (refused) throw new SetupError(`A stream ended: ${refused.ended()}`);
  }
  return streams;
}

type Memory = { name: string; kib: number }[];

function report(streams: readonly OpenStream[], before: Memory, open: Memory, after: Memory): void {
  const ended = streams.filter((stream) => stream.ended() !== undefined).length;
  if (ended > 0) say(`${ended} streams ended meanwhile.`);
  const each = (now: Memory, n: number) => ((now[n]?.kib ?? 0) - (before[n]?.kib ?? 0)) / streams.length;
  const rows = before.map(({ name }, n) => ({ name, open: each(open, n), after: each(after, n) }));
  const sum = (of: 'open' | 'after') => rows.reduce((total, row) => total + row[of], 0);
  console.log('\n| process | KiB a stream, open | after news |\n| --- | ---: | ---: |');
  for (const row of [...rows, { name: 'all', open: sum('open'), after: sum('after') }]) {
    console.log(`| ${row.name} | ${row.open.toFixed(1)} | ${row.after.toFixed(1)} |`);
  }
  console.log('');
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
