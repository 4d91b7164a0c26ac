import { fillSlots } from './fill-slots.ts';
import type { DemoPost, Thread } from './posts.ts';
import type { Random } from './random.ts';
import { dayMs, idAt, timeBetween } from './timeline.ts';
import { quotes } from './words/phrases.ts';

/** `accountId` reposts a post of `authorId`. */
export interface DemoRepost {
  postId: string;
  authorId: string;
  accountId: string;
  createTime: Date;
}

/** Some of what everybody may read is reposted by a friend or two. */
export function inventReposts(threads: readonly Thread[], end: number, random: Random): DemoRepost[] {
  return threads.filter(isShareable).flatMap(({ post, readers }) => {
    const { postId, authorId } = post;
    const count = random.chance(0.04) ? 1 + random.below(2) : 0;
    const friends = random.sample(
      readers.filter((reader) => !reader.private),
      count,
    );
    return friends.map(({ accountId }) => ({ postId, authorId, accountId, createTime: timeAfter(post, end, random) }));
  });
}

/** And some is quoted, with a word about it. */
export function inventQuotes(threads: readonly Thread[], end: number, random: Random): DemoPost[] {
  return threads.filter(isShareable).flatMap(({ post, readers }) => {
    const friends = readers.filter((reader) => !reader.private);
    if (friends.length === 0 || !random.chance(0.03)) return [];
    const createTime = timeAfter(post, end, random);
    return {
      postId: idAt(createTime.getTime(), random),
      authorId: random.pick(friends).accountId,
      text: fillSlots(random.pick(quotes), random),
      audience: 'public',
      quoted: { postId: post.postId, authorId: post.authorId },
      createTime,
    };
  });
}

function isShareable({ post, author }: Thread): boolean {
  return post.audience === 'public' && !author.private;
}

/** Within two days. */
function timeAfter({ createTime }: DemoPost, end: number, random: Random): Date {
  const time = createTime.getTime();
  return new Date(timeBetween(time + 1, Math.min(end, time + 2 * dayMs), random, 2));
}
