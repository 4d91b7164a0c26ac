/**
 * How long the service takes to catch up after it was down for 10,000 events:
 * `node services/notifications/bench/catch-up.ts [EVENTS]`.
 */
import { pathToFileURL } from 'node:url';
import { newId } from '../../kit/ids.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { startNotifications } from '../service.ts';
import { playLogs, type SomeComment, type SomePost } from '../tests/play-logs.ts';

const events = Number(process.argv[2] ?? 10_000);
const peopleCount = 500;

await using resources = new AsyncDisposableStack();
const folder = resources.use(await makeTempDir());
const logs = {
  profile: resources.use(await startEventSource({ name: 'profile' })),
  posts: resources.use(await startEventSource({ name: 'posts' })),
  comments: resources.use(await startEventSource({ name: 'comments' })),
};
const config = {
  host: '127.0.0.1',
  port: 0,
  databaseUrl: pathToFileURL(`${folder.path}/notifications.sqlite`).href,
  drainMs: 0,
  logLevel: 'silent' as const,
  rateLimitFactor: 0,
  meshUrl: logs.profile.url,
  profileUrl: logs.profile.url,
  postsUrl: logs.posts.url,
  commentsUrl: logs.comments.url,
  heartbeatMs: 25_000,
};

const play = playLogs(async (log, subject, type, payload) => {
  await logs[log].append(subject, type, payload);
});
const people = Array.from({ length: peopleCount }, () => ({ accountId: newId() }));
const some = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)] as T;

/** Runs the service until it has applied all that the logs have. How long that took, in milliseconds, and its CPU time. */
async function catchUp(): Promise<{ ms: number; cpuMs: number }> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await using service = await startNotifications(config, { logger: silentLogger });
  for (const consumer of service.consumers) {
    const head = await logs[consumer.name as keyof typeof logs].log.head();
    await waitFor(async () => (await consumer.position()) >= head, { timeoutMs: 300_000 });
  }
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1_000 };
}

await Promise.all(people.map((person, n) => play.card(person, `person_${n}`)));
await catchUp();

const posts: SomePost[] = [];
const comments: SomeComment[] = [];
let pending: Promise<unknown>[] = [];
for (let n = 0; n < events; n++) {
  const [one, other] = [some(people), some(people)];
  const post = posts.length > 50 ? some(posts) : undefined;
  const kind =
    post === undefined
      ? 'post'
      : some([
          'post',
          'like',
          'like',
          'like',
          'follow',
          'follow',
          'comment',
          'reply',
          'likeComment',
          'repost',
        ] as const);
  if (kind === 'post' || !post)
    pending.push(
      play.post(one, { mentionedIds: [other.accountId], text: 'a post of some words' }).then((it) => posts.push(it)),
    );
  else if (kind === 'like') pending.push(play.like(one, post));
  else if (kind === 'repost') pending.push(play.repost(one, post));
  else if (kind === 'follow') pending.push(play.follow(one, other));
  else {
    const comment = comments.length > 50 ? some(comments) : undefined;
    if (kind === 'likeComment' && comment) pending.push(play.likeComment(one, comment));
    else if (kind === 'reply' && comment)
      pending.push(play.comment(one, comment.post, 'a reply', comment).then((it) => comments.push(it)));
    else pending.push(play.comment(one, post, 'a comment').then((it) => comments.push(it)));
  }
  if (pending.length >= 60) {
    await Promise.all(pending);
    pending = [];
  }
}
await Promise.all(pending);
const { ms, cpuMs } = await catchUp();
console.log(
  `${events} events in ${(ms / 1_000).toFixed(1)} s: ${(ms / events).toFixed(2)} ms and ${(cpuMs / events).toFixed(2)} ms of CPU each`,
);
