import test from 'ava';
import { serviceNames } from '../scripts/run/plan.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { calledParts } from './outages/keep-calling.ts';
import { type Scene, startScene } from './outages/scene.ts';

let tertulia: Tertulia;
let scene: Scene;
test.before(async () => {
  tertulia = await startTertulia();
  scene = await startScene(tertulia.url, () => serviceNames.map(tertulia.metricsPort));
});
test.after.always(async () => {
  await scene?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

test.serial('a service that hangs is left out, what it holds ends, and the others answer', async (t) => {
  const pid = tertulia.services.posts.pid();
  const hungMs = performance.now();
  process.kill(pid, 'SIGSTOP');
  try {
    const calls = () => scene.calls.of('posts', hungMs);
    await waitFor(() => calls().length >= 10, { timeoutMs: 60_000 });
    // The one that was under way, too.
    const ended = scene.calls.of('posts', 0).filter(({ startMs, tookMs }) => startMs + tookMs > hungMs);
    const longestMs = Math.max(...ended.map(({ tookMs }) => tookMs));
    t.log(`no call took longer than ${Math.round(longestMs)} ms`);
    t.true(longestMs < 8_000);
    t.true(calls().every(({ status }) => status === 'UNAVAILABLE'));
    for (const other of calledParts.filter((part) => part !== 'posts')) {
      t.true(
        scene.calls.of(other, hungMs).every(({ status }) => status === 'OK'),
        other,
      );
    }
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  t.log(`all was well ${Math.round(await scene.allIsWell(60_000))} ms after it went on`);
});
