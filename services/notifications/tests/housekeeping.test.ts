import test from 'ava';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { tidyUp } from '../housekeeping.ts';
import { migrations } from '../service.ts';
import { listOf, startScene } from './start-scene.ts';
import { watch } from './watch.ts';

test('what is deleted for its age goes from open devices too, and who liked a post hears of its edits all the same', async (t) => {
  await using scene = await startScene();
  const [ana, bo] = [await scene.join('ana'), await scene.join('bo')];
  const posts = await Promise.all(Array.from({ length: 1_003 }, () => scene.post(ana)));
  // The oldest, which are deleted, one after the other.
  for (const post of posts.slice(0, 3)) await scene.like(bo, post);
  await Promise.all(posts.slice(3).map((post) => scene.like(bo, post)));
  await using stream = watch(ana);
  await waitFor(() => stream.unread() === 1_003);
  await using database = await openDatabase({ url: scene.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  await tidyUp({ database, eventLog, now: Date.now, logger: silentLogger });
  await waitFor(() => stream.unread() === 1_000);
  t.is(stream.messages.flatMap(({ removedNotificationIds }) => removedNotificationIds).length, 3);
  const [oldest] = posts;
  if (oldest === undefined) throw new Error('there is no post');
  await scene.edit(oldest);
  t.deepEqual(await listOf(bo), ['POST_EDITED ana']);
  await scene.unlike(bo, oldest);
  t.deepEqual(await listOf(bo), []);
});
