import { hash } from '@node-rs/argon2';
import { audienceHandlers } from '../../services/audience/replica/audience-handlers.ts';
import { seedComments } from '../../services/comments/seed.ts';
import { migrations as commentsMigrations } from '../../services/comments/service.ts';
import { identityHandlers } from '../../services/identity/identity-handlers.ts';
import { type Database, type Migration, openDatabase } from '../../services/kit/database/database.ts';
import { type Consumer, startConsumer } from '../../services/kit/events/consumer.ts';
import { type EventLog, openEventLog } from '../../services/kit/events/event-log.ts';
import { newId } from '../../services/kit/ids.ts';
import { createLogger } from '../../services/kit/logger.ts';
import { seedPosts } from '../../services/posts/seed.ts';
import { migrations as postsMigrations } from '../../services/posts/service.ts';
import { rotateKeys } from '../../services/profile/credentials/rotate-keys.ts';
import { seedProfiles } from '../../services/profile/seed.ts';
import { migrations as profileMigrations } from '../../services/profile/service.ts';
import { databaseUrl, type ServiceName } from '../run/plan.ts';
import type { DemoNetwork } from './network.ts';

/** Everybody's in a generated network. */
export const demoPassword = 'tertulia-demo';

/** Only says when the first key is replaced in a folder whose seeding broke off that long ago. */
const keyRotationMs = 30 * 86_400_000;

/** How a network is written. */
export interface WriteOptions {
  /** Is told what is being written. */
  onStep(what: string): void;
  /** The memory of the one password hash that all share; default: the least that OWASP recommends for argon2id. */
  argon2MemoryKib?: number;
}

/**
 * Writes a network into the databases of a data folder, with the events that its making would have told: timelines,
 * counts and notifications follow from them once the services run. What is there already is passed over.
 */
export async function writeNetwork(dataDir: string, network: DemoNetwork, options: WriteOptions): Promise<void> {
  const { people, follows, requests, circles, posts, comments, commentLikes, ...deeds } = network;
  const cost = { memoryCost: options.argon2MemoryKib ?? 19_456, timeCost: 2, parallelism: 1 };
  const passwordHash = await hash(demoPassword, cost);
  await using profile = await openStore(dataDir, 'profile', profileMigrations);
  await using postsStore = await openStore(dataDir, 'posts', postsMigrations);
  await using commentsStore = await openStore(dataDir, 'comments', commentsMigrations);
  options.onStep(`Writing ${people.length} people and ${follows.length} follows`);
  // First of all: every service then takes the tokens of those who sign in while it still reads of thousands of follows.
  await rotateKeys({ database: profile.database, eventLog: profile.log, newId }, new Date(), keyRotationMs);
  await using listener = listen(profile.log, postsStore.database);
  const accounts = people.map(({ interests: _, ...account }) => ({ ...account, passwordHash }));
  await seedProfiles(profile.database, profile.log, accounts, follows, { requests, circles });
  await caughtUp(listener, await profile.log.head());
  options.onStep(`Writing ${posts.length} posts, ${deeds.likes.length} likes and ${comments.length} comments`);
  await Promise.all([
    seedPosts(postsStore.database, postsStore.log, posts, deeds),
    seedComments(commentsStore.database, commentsStore.log, comments, commentLikes),
  ]);
}

interface Store extends AsyncDisposable {
  database: Database;
  log: EventLog;
}

async function openStore(dataDir: string, name: ServiceName, migrations: readonly Migration[]): Promise<Store> {
  await using resources = new AsyncDisposableStack();
  const database = resources.use(await openDatabase({ url: databaseUrl(dataDir, name), migrations }));
  const log = resources.use(await openEventLog(database));
  const owned = resources.move();
  return { database, log, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Lets posts hear of people and follows, as it would from profile's log: a post is written for the followers known. */
function listen(profile: EventLog, database: Database): Consumer {
  return startConsumer({
    database,
    name: 'profile',
    subscribe: profile.subscribe.bind(profile),
    handlers: [...identityHandlers(), ...audienceHandlers()],
    logger: createLogger('seed', 'warn'),
  });
}

async function caughtUp(consumer: Consumer, head: bigint): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _listening = consumer.onAdvance((position) => position >= head && resolve());
  if ((await consumer.position()) < head) await promise;
}
