import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { openApi } from '../scripts/testing/api.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { password, signUp } from './members.ts';

const services = ['PROFILE', 'POSTS', 'COMMENTS', 'NOTIFICATIONS'];
let tertulia: Tertulia;
test.before(async () => {
  // Whatever a service can be made to say.
  tertulia = await startTertulia({ env: Object.fromEntries(services.map((name) => [`${name}_LOG_LEVEL`, 'trace'])) });
});
test.after.always(() => tertulia?.[Symbol.asyncDispose]());

type Line = Record<string, unknown>;

function readLogs(): { all: string; access: Line[] } {
  const folder = join(tertulia.dataDir, 'log');
  const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const lines = (texts.get('envoy.log') ?? '').split('\n').filter((line) => line.startsWith('{'));
  return { all: [...texts.values()].join('\n'), access: lines.map((line) => JSON.parse(line) as Line) };
}

test('the logs tell what happened to whom and how long it took, and nothing that people wrote or keep secret', async (t) => {
  const { url } = tertulia;
  const [ana, bo] = await Promise.all([signUp(url, 'ana'), signUp(url, 'bo_')]);
  const text = 'The plums on the terrace are ripe, @bo_ and @nobody_there!';
  const { post } = await ana.api.posts.createPost({ requestId: randomUUID(), text, audience: 1 });
  const postId = post?.postId ?? '';
  const answer = 'On my way with a basket.';
  await bo.api.comments.createComment({ requestId: randomUUID(), postId, parentCommentId: '', text: answer });
  const wrongPassword = 'not the right one at all';
  await t.throwsAsync(
    openApi(url).sessions.signIn({ requestId: randomUUID(), handle: 'ana', password: wrongPassword }),
  );
  const signedIn = await openApi(url).sessions.signIn({ requestId: randomUUID(), handle: 'ana', password });
  const forged = `${bo.token.slice(0, -6)}forged`;
  await t.throwsAsync(openApi(url, forged).notifications.getUnreadCount({}));
  const tooLong = 'And so on, for ever and ever. '.repeat(400);
  await t.throwsAsync(bo.api.posts.createPost({ requestId: randomUUID(), text: tooLong, audience: 0 }));
  const query = 'who-looks-for-what';
  await fetch(`${url}/search?q=${query}`);

  const path = '/tertulia.posts.v1.PostService/CreatePost';
  const line = await waitFor(() => readLogs().access.find((each) => each.path === path && each.account_id === ana.id), {
    timeoutMs: 15_000,
  });
  t.like(line, { method: 'POST', grpc_status: 'OK', service: 'posts', listener: 'edge', caller: 'edge' });
  for (const field of ['duration_ms', 'bytes_received', 'bytes_sent']) t.is(typeof line[field], 'number', field);
  t.regex(String(line.request_id), /^[0-9a-f-]{36}$/);
  await waitFor(() => readLogs().access.some((each) => each.path === '/search'), { timeoutMs: 15_000 });
  const secrets = { ana: ana.token, bo: bo.token, signedIn: signedIn.accessToken, forged, password, wrongPassword };
  const written = { text, answer, tooLong: tooLong.slice(0, 30), query };
  const { all } = readLogs();
  const told = Object.entries({ ...secrets, ...written }).filter(([, secret]) => all.includes(secret));
  t.deepEqual(told, []);
});
