import { fillSlots } from './fill-slots.ts';
import type { DemoPerson } from './people.ts';
import type { DemoPost } from './posts.ts';
import type { Random } from './random.ts';
import { dayMs, idAt, timeBetween } from './timeline.ts';
import { circleNames, forCircles } from './words/phrases.ts';

/** A list of friends that its owner alone knows. */
export interface DemoCircle {
  circleId: string;
  ownerId: string;
  name: string;
  memberIds: string[];
  createTime: Date;
}

/** Some people keep a circle or two of their friends. `friends` are those of the owner. */
export function inventCircles(
  { accountId: ownerId, createTime: joined }: DemoPerson,
  friends: readonly DemoPerson[],
  end: number,
  random: Random,
): DemoCircle[] {
  if (friends.length === 0) return [];
  return random.sample(circleNames, 1 + random.below(2)).map((name) => {
    const time = timeBetween(joined.getTime(), end - 15 * dayMs, random);
    const memberIds = random.sample(friends, 3 + random.below(5)).map(({ accountId }) => accountId);
    return { circleId: idAt(time, random), ownerId, name, memberIds, createTime: new Date(time) };
  });
}

/** What is written for a circle. */
export function inventCirclePost({ circleId, ownerId }: DemoCircle, end: number, random: Random): DemoPost {
  const time = timeBetween(end - 7 * dayMs, end - 60_000, random, 1.5);
  return {
    postId: idAt(time, random),
    authorId: ownerId,
    text: fillSlots(random.pick(forCircles), random),
    audience: 'circle',
    circleId,
    createTime: new Date(time),
  };
}
