import type { DemoPerson } from './people.ts';
import type { DemoPost } from './posts.ts';
import type { Random } from './random.ts';
import { dayMs, timeBetween } from './timeline.ts';

/** `accountId` pins or bookmarks a post. */
export interface DemoMark {
  postId: string;
  accountId: string;
  createTime: Date;
}

/** `accountId` follows a hashtag, written without `#`. */
export interface DemoHashtagFollow {
  accountId: string;
  hashtag: string;
}

/** One or two of somebody's own posts for everybody, pinned to their profile. */
export function inventPins(person: DemoPerson, own: readonly DemoPost[], end: number, random: Random): DemoMark[] {
  const open = own.filter(({ audience }) => audience === 'public');
  return mark(person, random.sample(open, 1 + random.below(2)), end, random);
}

/** A few posts that somebody reads again. */
export function inventBookmarks(person: DemoPerson, read: readonly DemoPost[], end: number, random: Random) {
  return mark(person, random.sample(read, 2 + random.below(4)), end, random);
}

/** The hashtags of what somebody writes about. */
export function inventHashtagFollows({ accountId, interests }: DemoPerson): DemoHashtagFollow[] {
  return interests.map(({ tag }) => ({ accountId, hashtag: tag }));
}

function mark({ accountId }: DemoPerson, posts: readonly DemoPost[], end: number, random: Random): DemoMark[] {
  return posts.map(({ postId, createTime }) => {
    const from = createTime.getTime() + 1;
    return { postId, accountId, createTime: new Date(timeBetween(from, Math.min(end, from + dayMs), random)) };
  });
}
