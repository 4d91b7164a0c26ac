import test, { type ExecutionContext } from 'ava';
import type { StatusLine } from '../scripts/operations/status.ts';
import { type Supervised, startSupervised } from '../scripts/testing/start-supervised.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import type { MeshReport } from '../web/mesh/report.ts';
import type { Member } from './members.ts';
import { assertToldOnce, assertWrittenOnce } from './operations/compare-writes.ts';
import { asHere, makeCheckout } from './operations/other-checkout.ts';
import { countCalls, countCallsAt } from './operations/read-envoy.ts';
import { startTraffic, type Traffic } from './operations/traffic.ts';
import { type WatchedStreams, watchStreams } from './operations/watch-streams.ts';
import { signUpWatchers } from './operations/watchers.ts';
import { type Ended, runScript, startScript } from './run-script.ts';

// One system for all, under light calls from the first test to the last, none of which may fail.
let tertulia: Supervised;
let watchers: Member[];
let watched: WatchedStreams;
let traffic: Traffic;
test.before(async () => {
  tertulia = await startSupervised();
  watchers = await signUpWatchers(tertulia.url, 10);
  watched = await watchStreams(tertulia.url, watchers, 1);
  traffic = await startTraffic({ url: tertulia.url, callsPerSecond: 40, watchers });
});
test.after.always(async () => {
  await traffic?.end();
  await watched?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

const mesh = (...words: string[]): Promise<Ended> => runScript('mesh', [...words, '--data', tertulia.dataDir]);

async function operate(t: ExecutionContext, ...words: string[]): Promise<string> {
  const { code, stderr } = await mesh(...words);
  t.is(code, 0, `mesh ${words.join(' ')}: ${stderr}`);
  return stderr;
}

async function status(): Promise<StatusLine[]> {
  return JSON.parse((await mesh('status', '--json')).stdout);
}

const of = (lines: readonly StatusLine[], service: string) =>
  lines.filter(({ name }) => name.startsWith(`${service}/`));

test.serial('a service is scaled to three replicas, and all of them get calls', async (t) => {
  await operate(t, 'scale', 'posts', '3');
  const posts = of(await status(), 'posts');
  t.deepEqual(
    posts.map(({ name, health }) => [name, health]),
    [
      ['posts/1', 'healthy'],
      ['posts/2', 'healthy'],
      ['posts/3', 'healthy'],
    ],
  );
  for (const { port = 0 } of posts) {
    const before = await countCallsAt(tertulia.adminUrl, port);
    await waitFor(async () => (await countCallsAt(tertulia.adminUrl, port)) > before + 5, { timeoutMs: 20_000 });
  }
});

// From here on each of the two applies some of what happens, and streams hang on either.
test.serial('a service with open streams is scaled to two replicas', async (t) => {
  await operate(t, 'scale', 'notifications', '2');
  t.is(of(await status(), 'notifications').length, 2);
});

test.serial('the page of the mesh and the table know every replica', async (t) => {
  const bearer = { headers: { authorization: `Bearer ${tertulia.operatorKey}` } };
  const report = (await (await fetch(`${tertulia.url}/mesh/metrics.json`, bearer)).json()) as MeshReport;
  const names = report.processes.map(({ replica, up }) => [replica, up]);
  t.deepEqual(
    names,
    ['profile/1', 'posts/1', 'posts/2', 'posts/3', 'comments/1', 'notifications/1', 'notifications/2'].map((name) => [
      name,
      true,
    ]),
  );
  const lines = await status();
  t.true(lines.every(({ process }) => process === 'RUNNING' || process === 'STARTING'));
  t.true(of(lines, 'posts').every(({ certificateExpires = '' }) => Date.parse(certificateExpires) > Date.now()));
  t.regex((await mesh('status')).stdout, /posts\/2 +(running|starting) +\d+ .* healthy +100 %/);
});

test.serial('a replica that is drained gets no call until it is brought back', async (t) => {
  t.regex(await operate(t, 'drain', 'posts/2'), /posts\/2 is idle/);
  const { port = 0, health } = (await status()).find(({ name }) => name === 'posts/2') ?? {};
  t.is(health, 'draining');
  const [before, answered] = [await countCallsAt(tertulia.adminUrl, port), traffic.answered()];
  await waitFor(() => traffic.answered() > answered + 60, { timeoutMs: 20_000 });
  t.is(await countCallsAt(tertulia.adminUrl, port), before);
  await operate(t, 'undrain', 'posts/2');
  await waitFor(async () => (await countCallsAt(tertulia.adminUrl, port)) > before, { timeoutMs: 20_000 });
});

test.serial('a service is scaled back to one replica', async (t) => {
  await operate(t, 'scale', 'posts', '1');
  t.deepEqual(
    of(await status(), 'posts').map(({ name }) => name),
    ['posts/1'],
  );
});

test.serial('a canary gets its ten of a hundred calls, and none when it is over', async (t) => {
  await using checkout = await makeCheckout('comments', asHere('comments'));
  await operate(t, 'canary', 'comments', '--version', checkout.path, '--percent', '10');
  const [stable, canary] = of(await status(), 'comments');
  t.deepEqual([stable?.percent, canary?.percent, canary?.health], [90, 10, 'healthy']);
  const calls = () => Promise.all(['comments', 'comments-canary'].map((name) => countCalls(tertulia.adminUrl, name)));
  const [a = 0, b = 0] = await calls();
  await Promise.all(watchers.map((watcher) => listComments(watcher, 60)));
  const [c = 0, d = 0] = await calls();
  // Five standard deviations of a share of 600 are six of a hundred.
  const share = (d - b) / (c - a + d - b);
  t.true(share > 0.04 && share < 0.16, `${share}`);
  t.log(`${d - b} of ${c - a + d - b} calls`);
  await operate(t, 'canary', 'comments', '--percent', '0');
  t.deepEqual(
    of(await status(), 'comments').map(({ percent }) => percent),
    [100],
  );
});

test.serial('a version that is promoted takes the place of all replicas', async (t) => {
  await using checkout = await makeCheckout('notifications', asHere('notifications'));
  await operate(t, 'canary', 'notifications', '--version', checkout.path, '--percent', '50');
  await operate(t, 'canary', 'notifications', '--promote');
  const lines = of(await status(), 'notifications');
  t.deepEqual(
    lines.map(({ health, percent }) => [health, percent]),
    [
      ['healthy', 100],
      ['healthy', 100],
    ],
  );
  t.true(lines.every(({ version = 'none' }) => checkout.path.endsWith(version)));
});

test.serial('a version that does not start changes nothing, and is said with its log', async (t) => {
  await using checkout = await makeCheckout('comments', "throw new Error('this version is broken');\n");
  const before = (await status()).map(({ name, port }) => [name, port]);
  const { code, stderr } = await mesh('canary', 'comments', '--version', checkout.path, '--percent', '10');
  t.is(code, 1);
  t.regex(stderr, /comments-\d does not start[\s\S]*this version is broken/);
  t.deepEqual(
    (await status()).map(({ name, port }) => [name, port]),
    before,
  );
});

test.serial('an operation that was killed is finished by the next', async (t) => {
  const killed = startScript('mesh', ['scale', 'comments', '2', '--data', tertulia.dataDir]);
  // Held still as soon as it has begun to start something.
  await new Promise<void>((resolve) => killed.child.stderr?.once('data', () => resolve()));
  killed.child.kill('SIGSTOP');
  const { code: refused, stderr } = await mesh('drain', 'comments/1');
  t.deepEqual([refused, /is at work/.test(stderr)], [1, true]);
  killed.child.kill('SIGKILL');
  await killed.ended;
  t.regex(await operate(t, 'scale', 'comments', '2'), /something came in between/);
  const lines = of(await status(), 'comments');
  t.deepEqual(
    lines.map(({ health }) => health),
    ['healthy', 'healthy'],
  );
});

test.serial('what cannot be is refused with all that is wrong, and changes nothing', async (t) => {
  const canary = await mesh('canary', 'comment', '--version', '/nowhere', '--percent', '101');
  t.is(canary.code, 1);
  for (const fault of [/no service "comment"/, /\/nowhere is not a folder/, /--percent must be .* not "101"/]) {
    t.regex(canary.stderr, fault);
  }
  t.regex((await mesh('scale', 'posts', '0')).stderr, /from 1 to 16/);
  t.regex((await mesh('drain', 'posts/1')).stderr, /the only one/);
  t.regex((await mesh('drain', 'posts/7')).stderr, /There is no posts\/7/);
  t.regex((await mesh('canary', 'posts', '--percent', '5')).stderr, /name one with --version/);
});

test.serial('through all of it no call failed, and nothing was lost or doubled', async (t) => {
  await traffic.end();
  t.deepEqual(traffic.failures, []);
  await assertWrittenOnce(t, tertulia.url, traffic);
  await assertToldOnce(t, traffic.posts, watched.streams);
  t.deepEqual(watched.failures, []);
  t.log(`${traffic.answered()} calls`);
});

async function listComments({ api }: Member, times: number): Promise<void> {
  const postId = traffic.posts[0]?.postId ?? 'none';
  for (let left = times; left > 0; left--) await api.comments.listComments({ postId, pageSize: 1 });
}
