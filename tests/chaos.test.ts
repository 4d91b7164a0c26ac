import { randomInt } from 'node:crypto';
import test from 'ava';
import { createRandom } from '../scripts/demo/random.ts';
import { examineTertulia } from '../scripts/testing/examine-tertulia.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { killAll, killOne, victimsOf } from './chaos/kill.ts';
import { Ledger, Switches } from './chaos/ledger.ts';
import { readComments, readFollows, readLikes, readPosts, readUnread } from './chaos/read-all.ts';
import { keepWriting, renew, type Scene } from './chaos/writer.ts';
import { post, signUp } from './members.ts';

/** Who writes what, and how much between two kills, is repeated with the seed that is printed; when what arrives is not. */
const seed = Number(process.env.CHAOS_SEED ?? randomInt(2 ** 31));
/** Of each process by itself, and of all together. */
const times = Number(process.env.CHAOS_KILLS ?? 50);
const writers = 8;
/** A busy machine may take so long for a kill and what follows it. */
const killMs = 12_000;

test('whatever is killed under load, each acknowledged write is there once, and no other twice', async (t) => {
  t.timeout(times * killMs * 2 + 120_000);
  t.log(`seed ${seed}`);
  await using tertulia = await startTertulia();
  const [stop, giveUp] = [new AbortController(), new AbortController()];
  const scene = await setUp(tertulia, giveUp.signal);
  const writing = scene.members.map((member, index) =>
    keepWriting(scene, member, createRandom(seed + index), stop.signal),
  );
  const victims = victimsOf(tertulia);
  const killing = (index: number) => ({ tertulia, scene, times, random: createRandom(seed - index) });
  let killers: Promise<unknown> = Promise.resolve();
  await using _busy = {
    async [Symbol.asyncDispose]() {
      for (const each of [stop, giveUp]) each.abort();
      await Promise.allSettled([...writing, killers]);
    },
  };
  // A writer that fails ends it all.
  const unlessFailed = (next: Promise<unknown>) => {
    killers = next;
    return Promise.race([next, Promise.all(writing)]);
  };
  const startedAt = performance.now();
  await unlessFailed(Promise.all(victims.map((victim, index) => killOne(killing(index), victim))));
  const eachAt = performance.now();
  await unlessFailed(killAll(killing(victims.length)));
  const allAt = performance.now();
  stop.abort();
  await tertulia.ready();
  await Promise.all(writing);
  const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(0)} s`;
  t.log(`each ${times} times in ${seconds(startedAt, eachAt)}, all ${times} times in ${seconds(eachAt, allAt)}`);
  t.log(`acknowledged: ${JSON.stringify(scene.acknowledged)}`);

  await examineTertulia(t, tertulia);
  for (const member of scene.members) await renew(scene, member);
  const [reader] = scene.members;
  if (reader === undefined) throw new Error('nobody writes');
  t.deepEqual(scene.posts.compare(await readPosts(scene.members, reader)), []);
  t.deepEqual(scene.comments.compare(await readComments(scene.postIds, reader)), []);
  const isOn = (names: ReadonlySet<string>) => (name: string) => names.has(name);
  t.deepEqual(scene.likes.compare(isOn(await readLikes(scene.postIds, reader))), []);
  t.deepEqual(scene.follows.compare(isOn(await readFollows(scene.members, reader))), []);
  const unread = await readUnread(scene.members);
  t.deepEqual(
    scene.marks.compare((name) => !unread.has(name)),
    [],
  );
});

async function setUp({ url }: Tertulia, givenUp: AbortSignal): Promise<Scene> {
  const names = Array.from({ length: writers }, (_, number) => `writer_${number}`);
  const signedUp = await Promise.all(names.map((name) => signUp(url, name)));
  const members = signedUp.map((member) => ({ ...member, renewTime: 0 }));
  const owner = await signUp(url, 'owner');
  const postIds = [];
  for (let number = 0; number < 5; number += 1)
    postIds.push(await waitFor(() => post(owner, `To talk about ${number}`)));
  const ledgers = { posts: new Ledger(), comments: new Ledger() };
  const switches = { likes: new Switches(), follows: new Switches(), marks: new Switches() };
  const acknowledged = { profile: 0, posts: 0, comments: 0, notifications: 0 };
  return { url, members, postIds, ...ledgers, ...switches, acknowledged, givenUp };
}
