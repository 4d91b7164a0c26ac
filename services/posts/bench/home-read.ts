import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Metadata } from 'nice-grpc';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Followed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { PeopleCache } from '../../audience/replica/people-cache.ts';
import { createTokenIssuer } from '../../identity/testing/token-issuer.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { connect } from '../../kit/testing/connect.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { readPostsConfig } from '../config.ts';
import { encodeEntry } from '../convert.ts';
import { seedPosts } from '../seed.ts';
import { migrations, startPosts } from '../service.ts';
import { PostCache } from '../store/post-cache.ts';
import { findViewer } from '../store/post-sources.ts';
import { SharedPosts } from '../store/shared-posts.ts';
import { viewEntries } from '../store/view-entries.ts';

/**
 * What a read of a home timeline costs: the statement alone, the conversion, and CPU of the whole call beside that of
 * an empty one. It makes a network of its own in a temporary folder; run it with Node 24, nothing else on the machine.
 * Its argument is how many posts there are (default: 10,000).
 */
const size = { people: 962, follows: 37_624, posts: Number(process.argv[2] ?? 10_000) };
const pageSize = 10;

await using folder = await makeTempDir();
await using profile = await startEventSource({ name: 'profile' });
await using comments = await startEventSource({ name: 'comments' });
const issuer = await createTokenIssuer(profile);
const url = `file:${join(folder.path, 'posts.sqlite')}`;
const pick = <T>(list: readonly T[], index = Math.floor(Math.random() * list.length)) => list[index % list.length] as T;

const people = Array.from({ length: size.people }, (_, index) => ({ accountId: newId(), handle: `person_${index}` }));
const follows = new Set<string>();
while (follows.size < size.follows) {
  const [one, other] = [pick(people), pick(people)];
  if (one !== other) follows.add(`${one.accountId} ${other.accountId}`);
}
await profile.database.write(async (tx) => {
  for (const { accountId, handle } of people) {
    await profile.log.append(tx, accountId, CardChanged, { card: { accountId, handle, displayName: `The ${handle}` } });
  }
  for (const follow of follows) {
    const [followerId = '', followeeId = ''] = follow.split(' ');
    await profile.log.append(tx, followerId, Followed, { followerId, followeeId });
  }
});

const neighbours = {
  POSTS_PROFILE_URL: profile.url,
  POSTS_COMMENTS_URL: comments.url,
  MESH_URL: profile.url,
  POSTS_LOG_LEVEL: 'error',
};
{
  const start = performance.now();
  await using posts = await startPosts(readPostsConfig({ POSTS_DATABASE_URL: url, ...neighbours }));
  const head = await profile.log.head();
  await waitFor(async () => (await posts.consumers[0]?.position()) === head, { timeoutMs: 120_000 });
  console.log(`replica of people and follows: ${seconds(start)}`);
}
{
  const start = performance.now();
  await using database = await openDatabase({ url, migrations });
  await using log = await openEventLog(database);
  const text = () => {
    const mentions = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, () => `@${pick(people).handle}`).join(
      ' ',
    );
    return mentions.padEnd(256, ' a word');
  };
  const posts = Array.from({ length: size.posts }, () => ({
    postId: newId(),
    authorId: pick(people).accountId,
    text: text(),
    audience: Math.random() < 0.9 ? ('public' as const) : ('followers' as const),
    createTime: new Date(),
  }));
  await seedPosts(database, log, posts, []);
  console.log(`seed of ${size.posts} posts with home timelines: ${seconds(start)}`);
}

await using database = await openDatabase({ url, migrations });
const viewers = people.map((person) => person.accountId);
const heldPeople = new PeopleCache(database);
const sources = {
  posts: new PostCache(database),
  people: heldPeople,
  sharedPosts: new SharedPosts(heldPeople),
};
const read = async (viewer: string) =>
  viewEntries(
    sources,
    await findViewer(sources, viewer),
    await sources.posts.findHome(viewer, undefined, '~', pageSize + 1),
  );
const readCold = (viewer: string) => {
  sources.posts.clear();
  sources.people.clear();
  return read(viewer);
};
await measure('read, nothing held', 3_000, async (index) => void (await readCold(pick(viewers, index))));
await measure('read, held', 20_000, async (index) => void (await read(pick(viewers, index))));
await measure('select 1', 3_000, async () => void (await database.get('select 1')));
const page = await read(pick(viewers, 0));
await measure('conversion', 20_000, async () => void page.map((entry) => entry && encodeEntry(entry, viewers[0])));

await using service = await serve();
const tokens = await Promise.all(viewers.slice(0, 200).map((accountId) => issuer.issue({ accountId })));
const metadata = (index: number) => {
  return { metadata: new Metadata({ authorization: `Bearer ${pick(tokens, index)}` }) };
};
using ping = connect(PingServiceDefinition, service);
using timeline = connect(TimelineServiceDefinition, service);
const empty = async (index: number) => void (await ping.ping({}, metadata(index)));
const home = async (index: number) => void (await timeline.listHomeTimeline({ pageSize }, metadata(index)));
await waitFor(() => empty(0).then(() => true), { timeoutMs: 20_000 });
for (let round = 0; round < 3; round += 1) {
  await measure('Ping, of the server', 3_000, empty, service.cpuMicros);
  await measure('ListHomeTimeline, of the server', 3_000, home, service.cpuMicros);
}

/** The service in a process of its own, so that its CPU is told from the client's. */
async function serve() {
  const port = await freePort();
  const env = { ...process.env, POSTS_DATABASE_URL: url, POSTS_PORT: String(port), ...neighbours };
  const child = fork(new URL('../main.ts', import.meta.url), { env });
  // Fields 14 and 15 of proc(5): user and system time in ticks of 10 ms.
  const cpuMicros = () => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10_000;
  };
  const dispose = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { port, cpuMicros, [Symbol.asyncDispose]: dispose };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function ownCpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function measure(
  name: string,
  count: number,
  work: (index: number) => Promise<void>,
  cpuMicros: () => number = ownCpuMicros,
): Promise<void> {
  for (let index = 0; index < count / 10; index += 1) await work(index);
  const before = cpuMicros();
  const start = performance.now();
  for (let index = 0; index < count; index += 1) await work(index);
  const wall = ((performance.now() - start) / count) * 1_000;
  console.log(`${name}: ${wall.toFixed(0)} µs, CPU ${((cpuMicros() - before) / count).toFixed(0)} µs`);
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1_000).toFixed(1)} s`;
}
