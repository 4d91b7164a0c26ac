import type { DemoPerson } from './people.ts';
import type { Random } from './random.ts';
import { dayMs, timeBetween } from './timeline.ts';

/** `requesterId` asks to follow `targetId`, who is private and has not answered yet. */
export interface DemoRequest {
  requesterId: string;
  targetId: string;
  createTime: Date;
}

/** Friends of their friends ask to follow who is private. `friendsOf` gives the friends of somebody. */
export function inventRequests(
  target: DemoPerson,
  friendsOf: (person: DemoPerson) => readonly DemoPerson[],
  end: number,
  random: Random,
): DemoRequest[] {
  const known = new Set([target, ...friendsOf(target)]);
  const further = new Set(random.sample(friendsOf(target), 5).flatMap((friend) => friendsOf(friend)));
  return random.sample([...further.difference(known)], 1 + random.below(4)).map(({ accountId }) => ({
    requesterId: accountId,
    targetId: target.accountId,
    createTime: new Date(timeBetween(end - 10 * dayMs, end - 60_000, random)),
  }));
}
