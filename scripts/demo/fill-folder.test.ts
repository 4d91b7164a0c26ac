import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { openDatabase } from '../../services/kit/database/database.ts';
import { kitMigrations } from '../../services/kit/database/kit-migrations.ts';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { SetupError } from '../install/report.ts';
import { databaseUrl, type ServiceName } from '../run/plan.ts';
import { fillFolder } from './fill-folder.ts';
import { emptyNetwork } from './network.ts';

const quiet = { onStep: () => undefined, argon2MemoryKib: 64 };

/** A data folder, and how to fill it with the network of a few friends. */
async function makePlace(edges = 'ana bo\nbo cleo\ncleo ana\n') {
  const folder = await makeTempDir();
  const graphPath = join(folder.path, 'graph.txt');
  writeFileSync(graphPath, edges);
  const dataDir = join(folder.path, 'data');
  const options = { graphPath, seed: 1, postsPerPerson: 3, endTime: new Date('2026-05-01T12:00:00Z') };
  const fill = () => fillFolder(dataDir, options, quiet);
  return { dataDir, fill, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

/** How many events each log has. */
async function countEvents(dataDir: string): Promise<number[]> {
  const names: ServiceName[] = ['profile', 'posts', 'comments'];
  const counts = names.map(async (name) => {
    await using database = await openDatabase({ url: databaseUrl(dataDir, name), migrations: kitMigrations });
    return (await database.get<{ count: number }>('select count(*) as count from event'))?.count ?? 0;
  });
  return Promise.all(counts);
}

test('a folder is filled with a network and its events', async (t) => {
  await using place = await makePlace();
  const network = await place.fill();
  t.like(network, { people: { length: 3 }, follows: { length: 6 } });
  const { circles, posts, likes, reposts, comments, commentLikes } = network ?? emptyNetwork;
  const members = circles.reduce((sum, { memberIds }) => sum + memberIds.length, 0);
  t.true(circles.length > 0 && posts.length > 0 && comments.length > 0);
  t.deepEqual(await countEvents(place.dataDir), [
    // The first event of profile is the key that signs tokens. Everybody knows everybody, so nobody asks.
    1 + 3 + 6 + members,
    posts.length + likes.length + reposts.length,
    comments.length + commentLikes.length,
  ]);
});

test('a filled folder is left as it is', async (t) => {
  await using place = await makePlace();
  await place.fill();
  const before = await countEvents(place.dataDir);
  t.is(await place.fill(), undefined);
  t.deepEqual(await countEvents(place.dataDir), before);
});

test('a filling that broke off is finished, and doubles nothing', async (t) => {
  await using place = await makePlace();
  await place.fill();
  const before = await countEvents(place.dataDir);
  const recordPath = join(place.dataDir, 'seed.json');
  writeFileSync(recordPath, readFileSync(recordPath, 'utf8').replace('"complete": true', '"complete": false'));
  for (const ending of ['', '-wal', '-shm']) rmSync(join(place.dataDir, `comments.sqlite${ending}`), { force: true });
  t.is((await place.fill())?.people.length, 3);
  t.deepEqual(await countEvents(place.dataDir), before);
});

test('a folder with accounts of its own is refused', async (t) => {
  await using place = await makePlace();
  await place.fill();
  rmSync(join(place.dataDir, 'seed.json'));
  await t.throwsAsync(place.fill, { instanceOf: SetupError, message: /accounts of its own/ });
});

test('a bad line of an edge list is named', async (t) => {
  await using place = await makePlace('ana bo\ncleo\n');
  await t.throwsAsync(place.fill, { instanceOf: SetupError, message: /graph\.txt: line 2 / });
});
