import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import test from 'ava';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { Connection } from '../services/kit/database/connection.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { follow, post, signUp } from './members.ts';
import { runScript } from './run-script.ts';

/** A difference in each service's database. */
const damages = {
  profile: 'update account set follower_count = follower_count + 1',
  posts: 'update post set like_count = 41',
  comments: `update post_header set audience = 'followers'`,
  notifications: 'delete from act',
};

test('the doctor finds nothing in what runs, and names each difference that is made', async (t) => {
  await using tertulia = await startTertulia({ examined: false });
  const { dataDir } = tertulia;
  const [ana, bo] = [await signUp(tertulia.url, 'ana'), await signUp(tertulia.url, 'bo_')];
  await follow(bo, ana);
  const postId = await post(ana, 'Hello @bo_, #hello');
  await bo.api.engagement.likePost({ requestId: randomUUID(), postId });
  await waitFor(() => bo.api.comments.createComment({ requestId: randomUUID(), postId, text: 'Hello!' }));
  await waitFor(async () => (await ana.api.notifications.getUnreadCount({})).unreadCount === 3);

  const sound = await runScript('doctor', ['--data', dataDir]);
  t.is(sound.code, 0, sound.stdout + sound.stderr);
  t.regex(sound.stdout, /Nothing differs\.$/m);

  for (const [service, damage] of Object.entries(damages)) await change(join(dataDir, `${service}.sqlite`), damage);
  const sick = await runScript('doctor', ['--data', dataDir]);
  t.is(sick.code, 1, sick.stderr);
  for (const line of [
    /counts of followers: 2 rows differ/,
    /counts of likes: 1 rows differ\n.*is "41", should be "1"/,
    /post headers: 1 rows differ/,
    /acts and where they are told: 4 rows differ\n.*missing, should be/,
  ]) {
    t.regex(sick.stdout, line);
  }
});

test('what the doctor does not understand, it says', async (t) => {
  const { code, stderr } = await runScript('doctor', ['--service', 'postman', '--show', 'many']);
  t.is(code, 1);
  t.regex(stderr, /There is no service "postman"\. --show takes a number/);
});

async function change(path: string, sql: string): Promise<void> {
  const connection = await Connection.open(path);
  await connection.exec(`pragma busy_timeout = 10000; ${sql}`);
  await connection.close();
}
