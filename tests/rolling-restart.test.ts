import test from 'ava';
import { startSupervised } from '../scripts/testing/start-supervised.ts';
import { assertToldOnce, assertWrittenOnce } from './operations/compare-writes.ts';
import { startTraffic } from './operations/traffic.ts';
import { watchStreams } from './operations/watch-streams.ts';
import { signUpWatchers } from './operations/watchers.ts';
import { runScript } from './run-script.ts';

const callsPerSecond = 200;
const [watcherCount, streamsEach] = [40, 5];

test('every service is restarted under 200 calls a second and 200 streams: no call fails, nothing is lost or doubled', async (t) => {
  await using tertulia = await startSupervised();
  const watchers = await signUpWatchers(tertulia.url, watcherCount);
  await using watched = await watchStreams(tertulia.url, watchers, streamsEach);
  t.is(watched.streams.length, 200);
  const traffic = await startTraffic({ url: tertulia.url, callsPerSecond, watchers });

  const begin = performance.now();
  const restart = await runScript('mesh', ['restart', '--data', tertulia.dataDir]);
  const seconds = (performance.now() - begin) / 1_000;
  // However slow the machine is, there are as many calls as there would have been at the pace.
  await traffic.end(Math.ceil(seconds * callsPerSecond));

  t.is(restart.code, 0, restart.stderr);
  t.deepEqual(traffic.failures.slice(0, 10), [], restart.stderr);
  t.true(traffic.answered() >= seconds * callsPerSecond);
  await assertWrittenOnce(t, tertulia.url, traffic);
  await assertToldOnce(t, traffic.posts, watched.streams);
  t.deepEqual(watched.failures.slice(0, 10), []);
  t.true(watched.streams.every(({ resumed }) => resumed >= 1));
  const [least, most] = [Math.min, Math.max].map((of) => of(...watched.streams.map(({ resumed }) => resumed)));
  t.log(
    `${traffic.answered()} calls in ${seconds.toFixed(1)} s, ${traffic.posts.length} posts; streams resumed ${least}–${most} times`,
  );
});
