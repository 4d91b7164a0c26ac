import { randomUUID } from 'node:crypto';
import test from 'ava';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { type Member, post, signUp } from './members.ts';

// One after the other: each needs the machine to itself.
test.serial('notifications killed in the middle of 300 mentions tells each person of each exactly once', async (t) => {
  await using tertulia = await startTertulia();
  const { notifications } = tertulia.services;
  const author = await signUp(tertulia.url, 'author');
  const named = await signUpMany(tertulia.url, 'named', 10);
  const text = (number: number) => `Number ${number}, for ${named.map(({ handle }) => `@${handle}`).join(' ')}`;

  const postIds: string[] = [];
  for (let number = 0; number < 30; number += 1) {
    postIds.push(await post(author, text(number)));
    // Once it has begun to tell, and before it can have told all.
    if (number === 10) await waitFor(async () => (await countMentions(named)) > 0);
    if (number === 15) await notifications.kill('SIGKILL');
  }
  notifications.restart();
  await tertulia.ready();

  await waitFor(async () => (await countMentions(named)) >= 300, { timeoutMs: 20_000 });
  for (const person of named) t.deepEqual((await listMentions(person)).sort(), postIds.toSorted(), person.handle);
});

test.serial('posts killed under 16 writers that retry has every acknowledged post exactly once', async (t) => {
  await using tertulia = await startTertulia();
  const { posts } = tertulia.services;
  const writers = await signUpMany(tertulia.url, 'writer', 16);
  const killed = Promise.withResolvers<void>();
  let acknowledged = 0;

  const write = async (writer: Member) => {
    const ids: string[] = [];
    for (let number = 0; number < 25; number += 1) {
      ids.push(await postUntilAnswered(writer, `${writer.handle} ${number}`));
      acknowledged += 1;
      if (acknowledged === 150) killed.resolve(posts.kill('SIGKILL').then(() => posts.restart()));
    }
    return ids;
  };
  const written = await Promise.all(writers.map(write));
  await killed.promise;

  for (const [index, writer] of writers.entries()) {
    const there = await listPosts(writer);
    t.deepEqual(there.map(({ postId }) => postId).sort(), written[index]?.toSorted(), writer.handle);
    t.is(new Set(there.map(({ text }) => text)).size, 25);
  }
});

/** Retries with the same request_id until there is an answer, as a client does that lost the connection. */
async function postUntilAnswered(writer: Member, text: string): Promise<string> {
  const request = { requestId: randomUUID(), text, audience: 0 } as const;
  const { post } = await waitFor(() => writer.api.posts.createPost(request), { timeoutMs: 20_000 });
  if (post === undefined) throw new Error('CreatePost answered without a post');
  return post.postId;
}

async function listPosts(author: Member) {
  const { posts } = await author.api.timelines.listAuthorPosts({ authorId: author.id, pageSize: 100 });
  return posts;
}

async function listMentions(member: Member): Promise<string[]> {
  const { notifications } = await member.api.notifications.listNotifications({ pageSize: 100 });
  return notifications.map(({ postId }) => postId);
}

async function countMentions(members: readonly Member[]): Promise<number> {
  const lists = await Promise.all(members.map(listMentions));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

async function signUpMany(url: string, name: string, count: number): Promise<Member[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => signUp(url, `${name}_${number}`)));
}
