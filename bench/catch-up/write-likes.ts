import { databaseUrl } from '../../scripts/run/plan.ts';
import { openDatabase } from '../../services/kit/database/database.ts';
import { openEventLog } from '../../services/kit/events/event-log.ts';
import { newId } from '../../services/kit/ids.ts';
import { seedPosts } from '../../services/posts/seed.ts';
import { migrations } from '../../services/posts/service.ts';

const likesOfEach = 4;

/**
 * Writes posts, and four likes of each, into posts' database, while it does not run: `count` events, a fifth of them new posts.
 * Gives the position of the last.
 */
export async function writeLikes(dataDir: string, ids: readonly string[], count: number): Promise<bigint> {
  await using database = await openDatabase({ url: databaseUrl(dataDir, 'posts'), migrations });
  await using eventLog = await openEventLog(database);
  const before = await eventLog.head();
  const rounds = Math.ceil(count / (likesOfEach + 1));
  const person = (number: number) => ids[number % ids.length] ?? '';
  const perRound = 100;
  for (let start = 0; start < rounds; start += perRound) {
    const some = Array.from({ length: Math.min(perRound, rounds - start) }, (_, index) => {
      const number = start + index;
      return { postId: newId(), authorId: person(number), text: `Number ${number}`, number };
    });
    const posts = some.map(({ number: _, ...post }) => ({
      ...post,
      audience: 'public' as const,
      createTime: new Date(),
    }));
    const likes = some.flatMap(({ postId, number }) =>
      Array.from({ length: likesOfEach }, (_, other) => ({ postId, accountId: person(number + other + 1) })),
    );
    await seedPosts(database, eventLog, posts, { likes });
  }
  const head = await eventLog.head();
  if (head - before < BigInt(count)) throw new Error(`${head - before} events were written`);
  return head;
}
