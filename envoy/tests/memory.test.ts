import test from 'ava';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callWeb } from '../testing/call-web.ts';
import { openSocket, type RawSocket } from '../testing/raw-socket.ts';
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
