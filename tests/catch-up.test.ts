import test from 'ava';
import { databaseUrl } from '../scripts/run/plan.ts';
import { examineTertulia } from '../scripts/testing/examine-tertulia.ts';
import { reachPosition } from '../scripts/testing/reach-position.ts';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { writeFollows } from '../scripts/testing/write-follows.ts';
import { signUp } from './members.ts';

const events = 10_000;
const people = 40;
const consumers = ['posts', 'comments', 'notifications'] as const;
/** Generous: how long it takes is logged, and a busy machine takes longer. */
const timeoutMs = 150_000;

test('who was away for 10,000 events has them all soon after coming back, each applied once', async (t) => {
  t.timeout(300_000);
  await using tertulia = await startTertulia();
  const { services, dataDir, url } = tertulia;
  const members = await Promise.all(Array.from({ length: people }, (_, number) => signUp(url, `person_${number}`)));
  const away = consumers.map((name) => services[name]);
  // Profile too, since its log is written here: by its own code, but without 10,000 calls.
  await Promise.all([services.profile, ...away].map((service) => service.kill('SIGTERM')));
  const last = await writeFollows(
    databaseUrl(dataDir, 'profile'),
    members.map(({ id }) => id),
    events,
  );

  services.profile.restart();
  const startedAt = performance.now();
  for (const service of away) service.restart();
  const took = consumers.map(async (name) => {
    await reachPosition(dataDir, { service: name, log: 'profile', position: last }, timeoutMs);
    return `${name} ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  });
  t.log(`caught up after ${(await Promise.all(took)).join(', ')}`);

  await tertulia.ready();
  await examineTertulia(t, tertulia);
});
