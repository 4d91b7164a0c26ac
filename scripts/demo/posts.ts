import { fillSlots } from './fill-slots.ts';
import type { DemoPerson } from './people.ts';
import type { Random } from './random.ts';
import { byTime, dayMs, idAt, timeBetween } from './timeline.ts';
import { callsToFriends } from './words/phrases.ts';

/** A post of the demo network. */
export interface DemoPost {
  postId: string;
  authorId: string;
  text: string;
  audience: 'public' | 'followers' | 'mentioned' | 'circle';
  /** For the audience `circle`. */
  circleId?: string;
  /** What it quotes. */
  quoted?: { postId: string; authorId: string };
  createTime: Date;
}

/** A post, and those friends of its author who may read it. */
export interface Thread {
  post: DemoPost;
  author: DemoPerson;
  readers: readonly DemoPerson[];
}

/** What posts are made of; `friends` stands in the order of `people`. */
export interface PostsOptions {
  people: readonly DemoPerson[];
  friends: readonly (readonly DemoPerson[])[];
  /** Milliseconds since the epoch. */
  end: number;
  postsPerPerson: number;
  random: Random;
}

/** Invents the posts of the last two weeks, the oldest first. */
export function inventPosts({ people, friends, end, postsPerPerson, random }: PostsOptions): Thread[] {
  const threads = people.flatMap((author, number) =>
    Array.from({ length: random.below(2 * postsPerPerson + 1) }, () =>
      inventPost(author, friends[number] ?? [], end, random),
    ),
  );
  return threads.sort((a, b) => byTime(a.post, b.post));
}

function inventPost(author: DemoPerson, friends: readonly DemoPerson[], end: number, random: Random): Thread {
  const called = random.chance(0.25) ? random.sample(friends, random.chance(0.2) ? 2 : 1) : [];
  const audience = inventAudience(called.length > 0, random);
  const time = timeBetween(end - 14 * dayMs, end - 60_000, random, 1.5);
  const post = {
    postId: idAt(time, random),
    authorId: author.accountId,
    text: inventText(author, called, random),
    audience,
    createTime: new Date(time),
  };
  return { post, author, readers: audience === 'mentioned' ? called : friends };
}

function inventText(author: DemoPerson, called: readonly DemoPerson[], random: Random): string {
  const topic = random.pick(author.interests);
  const parts = [fillSlots(random.pick(topic.posts), random)];
  if (called.length > 0) {
    const friend = called.map(({ handle }) => `@${handle}`).join(' and ');
    parts.push(random.pick(callsToFriends).replace('{friend}', friend));
  }
  if (random.chance(0.4)) parts.push(`#${topic.tag}`);
  return parts.join(' ');
}

function inventAudience(callsFriends: boolean, random: Random): DemoPost['audience'] {
  if (callsFriends && random.chance(0.06)) return 'mentioned';
  return random.chance(0.15) ? 'followers' : 'public';
}
