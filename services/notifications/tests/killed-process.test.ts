import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import test from 'ava';
import { ClientError, Status } from 'nice-grpc';
import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { createTokenIssuer } from '../../identity/testing/token-issuer.ts';
import { newId } from '../../kit/ids.ts';
import { connect, type TestClient } from '../../kit/testing/connect.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { playLogs } from './play-logs.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts the service as a process of its own. Resolves when it listens. */
async function startProcess(env: Record<string, string>): Promise<{ process: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, port }: { msg: string; port?: number } = JSON.parse(line);
    if (msg !== 'ready' || port === undefined) continue;
    child.stdout.resume();
    return { process: child, port };
  }
  throw new Error('the process ended before it was ready');
}

async function kill({ process }: { process: ChildProcess }): Promise<void> {
  process.kill('SIGKILL');
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
}

type Client = TestClient<typeof NotificationServiceDefinition>;

/** The beginnings of all that a person is notified of. */
async function snippetsOf(client: Client): Promise<string[]> {
  const snippets: string[] = [];
  let pageToken = '';
  do {
    const page = await client.listNotifications({ pageSize: 40, pageToken });
    snippets.push(...page.notifications.map(({ snippet }) => snippet));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return snippets;
}

test('killed in the middle of 300 mentions, the service tells each mentioned person of each exactly once', async (t) => {
  await using resources = new AsyncDisposableStack();
  const folder = resources.use(await makeTempDir());
  const logs = {
    profile: resources.use(await startEventSource({ name: 'profile' })),
    posts: resources.use(await startEventSource({ name: 'posts' })),
    comments: resources.use(await startEventSource({ name: 'comments' })),
  };
  const env = {
    NOTIFICATIONS_DATABASE_URL: pathToFileURL(`${folder.path}/notifications.sqlite`).href,
    NOTIFICATIONS_PROFILE_URL: logs.profile.url,
    NOTIFICATIONS_POSTS_URL: logs.posts.url,
    NOTIFICATIONS_COMMENTS_URL: logs.comments.url,
    MESH_URL: logs.profile.url,
  };
  const tokens = await createTokenIssuer(logs.profile);
  const play = playLogs(async (log, subject, type, payload) => {
    await logs[log].append(subject, type, payload);
  });
  const [ana, bo, cy] = [{ accountId: newId() }, { accountId: newId() }, { accountId: newId() }];
  await Promise.all([play.card(ana, 'ana'), play.card(bo, 'bo'), play.card(cy, 'cy')]);
  const token = await tokens.issue(ana);

  let running = await startProcess(env);
  resources.defer(() => kill(running));
  /** Ana watches through all kills, as a client does: from the last cursor. */
  const streamed: string[] = [];
  const done = new AbortController();
  let cursor = '';
  const watching = (async () => {
    while (!done.signal.aborted) {
      try {
        using client = connect(NotificationServiceDefinition, running, { token });
        for await (const message of client.watchNotifications({ cursor }, { signal: done.signal })) {
          streamed.push(...message.notifications.map(({ snippet }) => snippet));
          cursor = message.cursor;
        }
      } catch {
        // Killed, or not up yet: it is tried again when there is a process.
        await waitFor(async () => (await isUp(running)) || done.signal.aborted, { timeoutMs: 30_000 });
      }
    }
  })();
  // Without a cursor a stream begins with what comes next.
  await waitFor(() => cursor !== '', { timeoutMs: 30_000 });

  const mentions = Array.from({ length: 300 }, (_, n) => `mention ${n}`);
  const posting = (async () => {
    for (const text of mentions) await play.post(cy, { mentionedIds: [ana.accountId, bo.accountId], text });
  })();
  for (const progress of [40, 120, 200]) {
    await waitFor(() => streamed.length >= progress, { timeoutMs: 30_000 });
    await kill(running);
    running = await startProcess(env);
  }
  await posting;

  for (const person of [ana, bo]) {
    using client = connect(NotificationServiceDefinition, running, { token: await tokens.issue(person) });
    await waitFor(async () => (await client.getUnreadCount({})).unreadCount >= 300, { timeoutMs: 30_000 });
    t.deepEqual((await snippetsOf(client)).toSorted(), mentions.toSorted());
  }
  await waitFor(() => streamed.length >= 300, { timeoutMs: 30_000 });
  done.abort();
  await watching;
  t.deepEqual(streamed.toSorted(), mentions.toSorted());
});

/** It answers that a token is missing. */
async function isUp(running: { port: number }): Promise<boolean> {
  using client = connect(NotificationServiceDefinition, running);
  return await client.getUnreadCount({}).then(
    () => true,
    (error: unknown) => error instanceof ClientError && error.code === Status.UNAUTHENTICATED,
  );
}
