import { pathToFileURL } from 'node:url';
import type { CompatServiceDefinition } from 'nice-grpc';
import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { NotificationPreferencesServiceDefinition } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { NotificationRequestServiceDefinition } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import {
  type NotificationServiceClient,
  NotificationServiceDefinition,
} from '#gen/tertulia/notifications/v1/notification_service.ts';
import { createTokenIssuer } from '../../identity/testing/token-issuer.ts';
import { newId } from '../../kit/ids.ts';
import { connect } from '../../kit/testing/connect.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { startNotifications } from '../service.ts';
import { playLogs, type Tell } from './play-logs.ts';

/** A running notifications service, and the three logs that it follows, which the test plays. */
export async function startScene({ heartbeatMs = 25_000, now = Date.now } = {}) {
  await using resources = new AsyncDisposableStack();
  const folder = resources.use(await makeTempDir());
  const [profile, posts, comments] = [
    resources.use(await startEventSource({ name: 'profile' })),
    resources.use(await startEventSource({ name: 'posts' })),
    resources.use(await startEventSource({ name: 'comments' })),
  ];
  const logs = { profile, posts, comments };
  const tokens = await createTokenIssuer(profile);
  const config = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: pathToFileURL(`${folder.path}/notifications.sqlite`).href,
    drainMs: 0,
    logLevel: 'silent' as const,
    rateLimitFactor: 0,
    maxCalls: 1000,
    meshUrl: profile.url,
    profileUrl: profile.url,
    postsUrl: posts.url,
    commentsUrl: comments.url,
    heartbeatMs,
  };
  const start = () => startNotifications(config, { logger: silentLogger, now });
  let service = await start();
  resources.defer(() => service[Symbol.asyncDispose]());

  /** Appends an event and waits until the service has applied it. */
  const tell: Tell = async (log, subject, type, payload) => {
    const position = await logs[log].append(subject, type, payload);
    const consumer = service.consumers.find(({ name }) => name === log);
    await waitFor(() => consumer !== undefined && consumer.applied >= position);
  };
  const play = playLogs(tell);

  /** A person with an account, and a client that calls as them. */
  async function join(handle: string) {
    const accountId = newId();
    await play.card({ accountId }, handle);
    return { accountId, handle, ...(await signIn(accountId)) };
  }

  /** A client with a session of its own. */
  async function signIn(accountId: string) {
    const sessionId = newId();
    const token = await tokens.issue({ accountId, sessionId });
    const open = <D extends CompatServiceDefinition>(definition: D) =>
      owned.use(connect(definition, service, { token }));
    const client = open(NotificationServiceDefinition);
    const preferences = open(NotificationPreferencesServiceDefinition);
    const requests = open(NotificationRequestServiceDefinition);
    return { sessionId, token, client, preferences, requests };
  }

  /** Stops the service and starts it anew on the same database. */
  async function restart(): Promise<void> {
    await service[Symbol.asyncDispose]();
    service = await start();
  }

  const owned = resources.move();
  const acts = { ...play, tell, join, signIn, restart };
  const { databaseUrl } = config;
  return { logs, databaseUrl, ...acts, port: () => service.port, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;
export type Person = Awaited<ReturnType<Scene['join']>>;

const names = Object.fromEntries(Object.entries(NotificationKind).map(([name, value]) => [value, name]));

/** A notification in short: `LIKE bo`, or `LIKE dee cy bo +1`, newest first. */
export function inShort({ kind, actors, actorCount }: Notification): string {
  const others = actorCount > actors.length ? [`+${actorCount - actors.length}`] : [];
  const words = [names[kind]?.replace('NOTIFICATION_KIND_', ''), ...actors.map(({ handle }) => handle), ...others];
  return words.join(' ');
}

/** What a person is notified of, in short, newest first. */
export async function listOf({ client }: Pick<Person, 'client'>): Promise<string[]> {
  return (await client.listNotifications({ pageSize: 100 })).notifications.map(inShort);
}

/** How many are unread: what the count says, after checking that the list says the same. */
export async function unreadOf({ client }: { client: NotificationServiceClient }): Promise<number> {
  const { unreadCount } = await client.getUnreadCount({});
  const { notifications } = await client.listNotifications({ pageSize: 100 });
  const listed = notifications.filter(({ read }) => !read).length;
  if (listed !== unreadCount) throw new Error(`the count says ${unreadCount}, the list ${listed}`);
  return unreadCount;
}
