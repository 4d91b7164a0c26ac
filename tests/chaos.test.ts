import { randomInt } from 'node:crypto';
import test from 'ava';
import { createRandom, type Random } from '../scripts/demo/random.ts';
import { examineTertulia } from '../scripts/testing/examine-tertulia.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { Ledger, Switches } from './chaos/ledger.ts';
import { readComments, readFollows, readLikes, readPosts } from './chaos/read-all.ts';
import { keepWriting, type Scene } from './chaos/writer.ts';
import { post, signUp } from './members.ts';

/** Who is killed when is repeated with the seed that is printed: CHAOS_SEED=… npx ava tests/chaos.test.ts */
const seed = Number(process.env.CHAOS_SEED ?? randomInt(2 ** 31));
const kills = Number(process.env.CHAOS_KILLS ?? 50);
const writers = 8;
/** So many writes are acknowledged between two kills, so that each hits work that is under way. */
const writesBetween = 3;
/** An access token is good for five minutes; what waits for longer than this is stuck. */
const timeoutMs = 240_000;

test('whatever is killed under load, each acknowledged write is there once, and no other twice', async (t) => {
  t.timeout(timeoutMs + 60_000);
  t.log(`seed ${seed}`);
  await using tertulia = await startTertulia();
  const scene = await setUp(tertulia);
  const stop = new AbortController();
  const writing = scene.members.map((member, index) =>
    keepWriting(scene, member, createRandom(seed + index), stop.signal),
  );
  const killed = await killAll(tertulia, scene, createRandom(seed), Promise.all(writing));
  stop.abort();
  await tertulia.ready();
  await Promise.all(writing);
  t.log(`${count(killed)}; ${scene.posts.acknowledged} posts, ${scene.comments.acknowledged} comments acknowledged`);

  await examineTertulia(t, tertulia);
  const [reader] = scene.members;
  if (reader === undefined) throw new Error('nobody writes');
  t.deepEqual(scene.posts.compare(await readPosts(scene.members, reader)), []);
  t.deepEqual(scene.comments.compare(await readComments(scene.postIds, reader)), []);
  const [likes, follows] = [await readLikes(scene.postIds, reader), await readFollows(scene.members, reader)];
  t.deepEqual(
    scene.likes.compare((name) => likes.has(name)),
    [],
  );
  t.deepEqual(
    scene.follows.compare((name) => follows.has(name)),
    [],
  );
});

async function setUp({ url }: Tertulia): Promise<Scene> {
  const members = await Promise.all(Array.from({ length: writers }, (_, number) => signUp(url, `writer_${number}`)));
  const owner = await signUp(url, 'owner');
  const postIds = [];
  for (let number = 0; number < 5; number += 1)
    postIds.push(await waitFor(() => post(owner, `To talk about ${number}`)));
  const ledgers = { posts: new Ledger(), comments: new Ledger(), likes: new Switches(), follows: new Switches() };
  return { members, postIds, ...ledgers };
}

/** Kills one process or all of them, again and again, and starts each again at once. */
async function killAll(tertulia: Tertulia, scene: Scene, random: Random, failed: Promise<unknown>): Promise<string[]> {
  const processes = [...Object.values(tertulia.services), tertulia.envoy];
  const killed: string[] = [];
  const acknowledged = () => scene.posts.acknowledged + scene.comments.acknowledged;
  while (killed.length < kills) {
    const isAll = random.chance(0.1);
    const victims = isAll ? processes : [random.pick(processes)];
    await Promise.all(victims.map((victim) => victim.kill('SIGKILL')));
    for (const victim of victims) victim.restart();
    killed.push(isAll ? 'all' : (victims[0]?.name ?? ''));
    const wanted = acknowledged() + writesBetween;
    // A writer that fails ends it all.
    await Promise.race([waitFor(() => acknowledged() >= wanted, { timeoutMs: 60_000 }), failed]);
  }
  return killed;
}

function count(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].map(([name, all]) => `${name} ${all.length}×`).join(', ');
}
