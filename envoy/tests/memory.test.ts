import { once } from 'node:events';
import { connect } from 'node:http2';
import test from 'ava';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { defaultEdgeLimits } from '../edge/limits.ts';
import { connectionBytes, heapBound, streamBytes } from '../overload.ts';
import { callWeb } from '../testing/call-web.ts';
import { openSocket, type RawSocket } from '../testing/raw-socket.ts';
import { writeSelfSigned } from '../testing/self-signed.ts';
import type { RunningEnvoy } from '../testing/start-envoy.ts';
import { startMesh } from '../testing/start-mesh.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';

/** As if memory were so short that this action is taken, and no other. */
function takeAction(name: string) {
  return (bootstrap: BootstrapJson): BootstrapJson => {
    const { overloadManager = {} } = bootstrap;
    const taken = overloadManager.actions?.find((action) => action.name === `envoy.overload_actions.${name}`);
    if (taken === undefined) throw new Error(`there is no action ${name}`);
    const actions = [
      { ...taken, triggers: taken.triggers?.map((trigger) => ({ ...trigger, ...reached(trigger) })) ?? [] },
    ];
    return { ...bootstrap, overloadManager: { ...overloadManager, actions, loadshedPoints: [] } };
  };
}

function reached(trigger: { threshold?: unknown; scaled?: unknown }) {
  return trigger.scaled === undefined
    ? { threshold: { value: 0.001 } }
    : { scaled: { scalingThreshold: 0.0005, saturationThreshold: 0.001 } };
}

async function readStat({ adminUrl }: RunningEnvoy, name: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/stats?filter=${name}`)).text();
  return Number(/: (\d+)/.exec(text)?.[1]);
}

test('all that the edge may have open fits below the first threshold, where the machine can give it', (t) => {
  const open = defaultEdgeLimits.maxConnections * connectionBytes + 5000 * streamBytes;
  t.true(open < 0.85 * heapBound(defaultEdgeLimits.maxConnections));
  t.true(heapBound(20_000) > 2 * heapBound(defaultEdgeLimits.maxConnections));
});

test('Envoy takes no more than a quarter of the machine', (t) => {
  const machineBytes = 1024 ** 3;
  t.is(heapBound(defaultEdgeLimits.maxConnections, machineBytes), machineBytes / 4);
  t.is(heapBound(defaultEdgeLimits.maxConnections, 100 * machineBytes), heapBound(defaultEdgeLimits.maxConnections));
});

/** What is allocated, as of the next time that Envoy counts it. */
async function readAllocated(envoy: RunningEnvoy): Promise<number> {
  const uptime = await readStat(envoy, 'server.uptime');
  await waitFor(async () => (await readStat(envoy, 'server.uptime')) > uptime, { timeoutMs: 15_000 });
  return readStat(envoy, 'server.memory_allocated');
}

/** A connection as a browser makes it: it asks for a page, and then has a stream open. */
async function openStream(url: string, token: string): Promise<Disposable> {
  const session = connect(url, { rejectUnauthorized: false });
  const page = session.request({ ':path': '/' }).resume();
  page.end();
  await once(page, 'close');
  const stream = session.request({
    ':method': 'POST',
    ':path': '/tertulia.posts.v1.TimelineService/WatchHome',
    'content-type': 'application/grpc-web+proto',
    'x-grpc-web': '1',
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36',
    authorization: `Bearer ${token}`,
  });
  stream.end(Buffer.alloc(5));
  await once(stream, 'response');
  return { [Symbol.dispose]: () => session.destroy() };
}

/** The backend of the test answers with the headers of the request, which no service does: six, each kept twice. */
const echoBytes = 6.75 * 1024;

test.serial('a connection with a stream takes no more than the bound counts on', async (t) => {
  await using directory = await makeTempDir();
  await using mesh = await startMesh({ edgeTls: writeSelfSigned(directory.path) });
  using stack = new DisposableStack();
  const url = mesh.envoy.edgeUrl.replace('http:', 'https:');
  const token = await mesh.keys.issue();
  const open = async (count: number) => {
    for (let n = 0; n < count; n += 1) stack.use(await openStream(url, token));
    return readAllocated(mesh.envoy);
  };
  const before = await open(30);
  const each = ((await open(200)) - before) / 200;
  t.log(`${(each / 1024).toFixed(1)} KiB`);
  t.true(each - echoBytes < connectionBytes + streamBytes, `${each}`);
});

// One at a time: each Envoy takes 13 of the 128 inotify instances that Linux gives a user.
test.serial('when memory is short, what nobody uses is let go of after seconds', async (t) => {
  await using mesh = await startMesh({ adjust: takeAction('reduce_timeouts') });
  await waitFor(() => readStat(mesh.envoy, 'reduce_timeouts.scale_percent').then((percent) => percent === 100));
  using socket = await openSocket(mesh.envoy.edgeUrl);
  await socket.untilClosed();
  t.is((await callWeb(mesh.envoy.edgeUrl, getPost)).status, 'OK');
});

test.serial('when one address holds the connections, those that it does not use go, and others come in', async (t) => {
  await using mesh = await startMesh({ edgeLimits: { maxConnections: 20 } });
  using stack = new DisposableStack();
  const sockets: RawSocket[] = [];
  for (let i = 0; i < 20; i++) sockets.push(stack.use(await openSocket(mesh.envoy.edgeUrl)));
  await waitFor(() => sockets.some(({ closed }) => closed), { timeoutMs: 15_000 });
  const answered = await waitFor(async () => (await isAnswered(mesh.envoy)) || undefined, { timeoutMs: 15_000 });
  t.true(answered);
});

async function isAnswered({ edgeUrl }: RunningEnvoy): Promise<boolean> {
  try {
    return (await callWeb(edgeUrl, getPost)).status === 'OK';
  } catch {
    return false;
  }
}

test.serial('when memory is short, Envoy gives back what it has freed', async (t) => {
  await using mesh = await startMesh({ adjust: takeAction('shrink_heap') });
  t.true(
    await waitFor(async () => (await readStat(mesh.envoy, 'shrink_heap.shrink_count')) > 0, { timeoutMs: 15_000 }),
  );
});

test.serial('when memory is at its end, nobody comes in any more', async (t) => {
  await using mesh = await startMesh({ adjust: takeAction('reject_incoming_connections') });
  t.true(await waitFor(async () => (await readStat(mesh.envoy, 'reject_incoming_connections.active')) === 1));
  using socket = await openSocket(mesh.envoy.edgeUrl);
  await socket.untilClosed();
  t.is(socket.received, '');
});
