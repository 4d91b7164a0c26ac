import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallOptions, Metadata } from 'nice-grpc';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Followed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { findFreePort } from '../../scripts/run/ports.ts';
import { PeopleCache } from '../../services/audience/replica/people-cache.ts';
import { createTokenIssuer, type TokenIssuer } from '../../services/identity/testing/token-issuer.ts';
import { openDatabase } from '../../services/kit/database/database.ts';
import { type EventLog, openEventLog } from '../../services/kit/events/event-log.ts';
import { newId } from '../../services/kit/ids.ts';
import { connect } from '../../services/kit/testing/connect.ts';
import { type EventSource, startEventSource } from '../../services/kit/testing/event-source.ts';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { readPostsConfig } from '../../services/posts/config.ts';
import { encodeEntry } from '../../services/posts/convert.ts';
import { seedPosts } from '../../services/posts/seed.ts';
import { migrations, startPosts } from '../../services/posts/service.ts';
import { PostCache } from '../../services/posts/store/post-cache.ts';
import { findViewer } from '../../services/posts/store/post-sources.ts';
import { SharedPosts } from '../../services/posts/store/shared-posts.ts';
import { viewEntries } from '../../services/posts/store/view-entries.ts';

/** What is measured of a network; `index` chooses whose home timeline it is. */
export interface HomeStage extends AsyncDisposable {
  readonly postCount: number;
  /** A read of a page with nothing in memory, and one with all that it needs. */
  readCold(index: number): Promise<void>;
  readHeld(index: number): Promise<void>;
  /** A page into the bytes of its answer. */
  encode(): void;
  selectOne(): Promise<void>;
  /** Whole calls of the service, which is a process of its own. */
  ping(index: number): Promise<void>;
  home(index: number): Promise<void>;
  /** The processor time that the service has taken, in µs. */
  serviceCpuMicros(): number;
}

const size = { people: 962, follows: 37_624 };
const pageSize = 10;
const callers = 200;
/** An access token is good for five minutes. */
const tokenUseMs = 180_000;

const pick = <T>(list: readonly T[], index = Math.floor(Math.random() * list.length)) => list[index % list.length] as T;

/** Makes a network with so many posts in a temporary folder, and starts posts on it; with nobody else. */
export async function startHomeStage(postCount: number): Promise<HomeStage> {
  await using resources = new AsyncDisposableStack();
  const folder = resources.use(await makeTempDir());
  const profile = resources.use(await startEventSource({ name: 'profile' }));
  const comments = resources.use(await startEventSource({ name: 'comments' }));
  const issuer = await createTokenIssuer(profile);
  const people = Array.from({ length: size.people }, (_, index) => ({ accountId: newId(), handle: `person_${index}` }));
  await tellNetwork(profile, people);
  const env = {
    POSTS_DATABASE_URL: `file:${join(folder.path, 'posts.sqlite')}`,
    POSTS_PROFILE_URL: profile.url,
    POSTS_COMMENTS_URL: comments.url,
    MESH_URL: profile.url,
    POSTS_LOG_LEVEL: 'error',
  };
  await readNetwork(env, profile.log);
  await seed(env.POSTS_DATABASE_URL, people, postCount);
  const database = resources.use(await openDatabase({ url: env.POSTS_DATABASE_URL, migrations }));
  const heldPeople = new PeopleCache(database);
  const sources = {
    posts: new PostCache(database),
    people: heldPeople,
    sharedPosts: new SharedPosts(heldPeople),
  };
  const read = async (index: number) => {
    const viewer = pick(people, index).accountId;
    const entries = await sources.posts.findHome(viewer, undefined, '~', pageSize + 1);
    return viewEntries(sources, await findViewer(sources, viewer), entries);
  };
  const page = await read(0);
  const service = resources.use(await serve(env));
  const accounts = people.slice(0, callers);
  const tokens = accounts.map(({ accountId }) => keepToken(issuer, accountId));
  const as = async (index: number): Promise<CallOptions> => ({
    metadata: new Metadata({ authorization: `Bearer ${await pick(tokens, index)()}` }),
  });
  const pings = resources.use(connect(PingServiceDefinition, service));
  const timelines = resources.use(connect(TimelineServiceDefinition, service));
  await waitFor(async () => pings.ping({}, await as(0)).then(() => true), { timeoutMs: 20_000 });
  const owned = resources.move();
  return {
    postCount,
    async readCold(index) {
      sources.posts.clear();
      sources.people.clear();
      await read(index);
    },
    readHeld: async (index) => void (await read(index)),
    encode: () => void page.map((entry) => entry && encodeEntry(entry, people[0]?.accountId)),
    selectOne: async () => void (await database.get('select 1')),
    ping: async (index) => void (await pings.ping({}, await as(index))),
    home: async (index) => void (await timelines.listHomeTimeline({ pageSize }, await as(index))),
    serviceCpuMicros: service.cpuMicros,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Gives a token that is good for two minutes: other networks take longer to make than one token lasts. */
function keepToken(issuer: TokenIssuer, accountId: string): () => Promise<string> {
  let token = issuer.issue({ accountId });
  let freshUntil = Date.now() + tokenUseMs;
  return () => {
    if (Date.now() > freshUntil) {
      token = issuer.issue({ accountId });
      freshUntil = Date.now() + tokenUseMs;
    }
    return token;
  };
}

interface Person {
  readonly accountId: string;
  readonly handle: string;
}

async function tellNetwork({ database, log }: EventSource, people: readonly Person[]): Promise<void> {
  const follows = new Set<string>();
  while (follows.size < size.follows) {
    const [one, other] = [pick(people), pick(people)];
    if (one !== other) follows.add(`${one.accountId} ${other.accountId}`);
  }
  await database.write(async (tx) => {
    for (const { accountId, handle } of people) {
      await log.append(tx, accountId, CardChanged, { card: { accountId, handle, displayName: `The ${handle}` } });
    }
    for (const follow of follows) {
      const [followerId = '', followeeId = ''] = follow.split(' ');
      await log.append(tx, followerId, Followed, { followerId, followeeId });
    }
  });
}

async function readNetwork(env: Record<string, string>, profileLog: Pick<EventLog, 'head'>): Promise<void> {
  await using posts = await startPosts(readPostsConfig(env));
  const head = await profileLog.head();
  await waitFor(async () => (await posts.consumers[0]?.position()) === head, { timeoutMs: 120_000 });
}

async function seed(url: string, people: readonly Person[], count: number): Promise<void> {
  await using database = await openDatabase({ url, migrations });
  await using log = await openEventLog(database);
  const text = () => {
    const mentions = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, () => `@${pick(people).handle}`);
    return mentions.join(' ').padEnd(256, ' a word');
  };
  const posts = Array.from({ length: count }, () => ({
    postId: newId(),
    authorId: pick(people).accountId,
    text: text(),
    audience: Math.random() < 0.9 ? ('public' as const) : ('followers' as const),
    createTime: new Date(),
  }));
  await seedPosts(database, log, posts, {});
}

/** The service in a process of its own, so that its processor time is told from the client's. */
async function serve(environment: Record<string, string>) {
  const port = await findFreePort();
  const env = { ...process.env, ...environment, POSTS_PORT: String(port) };
  const main = new URL('../../services/posts/main.ts', import.meta.url);
  const child = fork(main, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
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
