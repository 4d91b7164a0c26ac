import { knows } from '../sight.ts';
import { type Act, Disagreement, type Doing, expectEnd, fresh } from '../step.ts';
import type { Comment, Person, World } from '../world.ts';
import { removeComment } from './comment-steps.ts';

// What people do to each other. Nobody can do anything to somebody who blocks them: they find nobody there.

/** What one is told of an account, to begin with. */
function endAt({ world, actor, other }: Doing, otherwise = 'OK'): string {
  return knows(world, actor, other) ? otherwise : 'ACCOUNT_NOT_FOUND';
}

function asOf({ world, actor, other }: Doing): string {
  return world.blocks.has(actor, other) ? 'ACCOUNT_BLOCKED' : 'OK';
}

const target = ({ other }: Doing) => ({ ...fresh(), accountId: other.id });

function begin(world: World, follower: Person, followee: Person, time = world.tick()): void {
  if (!world.follows.add(follower, followee)) return;
  world.acts.add({ ref: '', object: '', kind: 'FOLLOW', receiver: followee, actor: follower }, time);
}

function accept(world: World, asker: Person, asked: Person, time = world.tick()): void {
  if (!endRequest(world, asker, asked)) return;
  begin(world, asker, asked, time);
  const act = { kind: 'FOLLOW_ACCEPTED', receiver: asker, actor: asked, ref: '', object: '' } as const;
  world.acts.add(act, world.tick());
}

function endRequest(world: World, asker: Person, asked: Person): boolean {
  world.acts.remove((act) => act.kind === 'FOLLOW_REQUEST' && act.actor === asker && act.receiver === asked);
  return world.requests.delete(asker, asked);
}

function endFollow(world: World, follower: Person, followee: Person): void {
  if (!world.follows.delete(follower, followee)) return;
  world.acts.remove(
    ({ kind, actor, receiver }) =>
      (kind === 'FOLLOW' && actor === follower && receiver === followee) ||
      (kind === 'FOLLOW_ACCEPTED' && actor === followee && receiver === follower),
  );
}

const follow: Act = async (doing) => {
  const { world, actor, other } = doing;
  const end = endAt(doing, asOf(doing));
  await expectEnd(actor.api.graph.follow(target(doing)), end);
  if (end !== 'OK' || world.follows.has(actor, other)) return;
  if (!other.private) begin(world, actor, other);
  else if (world.requests.add(actor, other)) {
    const act = { kind: 'FOLLOW_REQUEST', receiver: other, actor, ref: '', object: '' } as const;
    world.acts.add(act, world.tick());
  }
};

const unfollow: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.graph.unfollow(target(doing)), endAt(doing));
  endFollow(world, actor, other);
};

const removeFollower: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.graph.removeFollower(target(doing)), endAt(doing));
  endFollow(world, other, actor);
};

const acceptRequest: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.requests.acceptFollowRequest(target(doing)), endAt(doing));
  accept(world, other, actor);
};

const rejectRequest: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.requests.rejectFollowRequest(target(doing)), endAt(doing));
  endRequest(world, other, actor);
};

const withdrawRequest: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.requests.withdrawFollowRequest(target(doing)), endAt(doing));
  endRequest(world, actor, other);
};

const block: Act = async (doing) => {
  const { world, actor, other } = doing;
  const end = endAt(doing);
  await expectEnd(actor.api.graph.block(target(doing)), end);
  if (end !== 'OK' || !world.blocks.add(actor, other)) return;
  for (const [one, two] of [
    [actor, other],
    [other, actor],
  ] as const) {
    endFollow(world, one, two);
    endRequest(world, one, two);
    for (const pairs of [world.mutes, world.notificationMutes, world.repostMutes]) pairs.delete(one, two);
    for (const { owner, members } of world.circles) if (owner === one) members.delete(two);
  }
  world.acts.removeBetween(actor, other);
  const held = world.comments.filter(({ state }) => state === 'held');
  for (const comment of held) if (isBetween(comment, actor, other)) removeComment(world, comment);
  const pair = new Set([actor, other]);
  const between = world.posts.filter(({ author, quoted }) => quoted && pair.has(author) && pair.has(quoted.author));
  for (const quote of between) if (quote.author !== quote.quoted?.author) quote.quoteRemoved = true;
};

/** One of them wrote it under a post of the other. */
function isBetween({ author, post }: Comment, one: Person, other: Person): boolean {
  return (author === one && post.author === other) || (author === other && post.author === one);
}

const unblock: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.graph.unblock(target(doing)), endAt(doing));
  if (world.blocks.delete(actor, other)) world.acts.removeBetween(actor, other);
};

const updatePrivacy: Act = async ({ world, actor, flavour }) => {
  const isPrivate = flavour % 2 === 0;
  const asking = world.requests.to(actor).toReversed();
  const answer = await expectEnd(actor.api.graph.updatePrivacy({ ...fresh(), private: isPrivate }), 'OK');
  const accepted = actor.private && !isPrivate ? asking : [];
  if (answer?.acceptedRequestCount !== accepted.length)
    throw new Disagreement(`${answer?.acceptedRequestCount} requests were accepted, not ${accepted.length}`);
  actor.private = isPrivate;
  // In one moment.
  const time = world.tick();
  for (const asker of accepted) accept(world, asker, actor, time);
};

const mute: Act = async (doing) => {
  const { world, actor, other, flavour } = doing;
  const end = endAt(doing, asOf(doing));
  const notifications = flavour % 2 === 0;
  await expectEnd(actor.api.mutes.muteAccount({ ...target(doing), notifications }), end);
  if (end !== 'OK') return;
  world.mutes.add(actor, other);
  if (notifications) world.notificationMutes.add(actor, other);
  else world.notificationMutes.delete(actor, other);
};

const unmute: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.mutes.unmuteAccount(target(doing)), endAt(doing));
  world.mutes.delete(actor, other);
  world.notificationMutes.delete(actor, other);
};

const muteReposts: Act = async (doing) => {
  const { world, actor, other } = doing;
  const end = endAt(doing, asOf(doing));
  await expectEnd(actor.api.mutes.muteReposts(target(doing)), end);
  if (end === 'OK') world.repostMutes.add(actor, other);
};

const unmuteReposts: Act = async (doing) => {
  const { world, actor, other } = doing;
  await expectEnd(actor.api.mutes.unmuteReposts(target(doing)), endAt(doing));
  world.repostMutes.delete(actor, other);
};

/** Steps by name. */
export const graphSteps: Record<string, Act> = {
  ...{ follow, unfollow, removeFollower, acceptRequest, rejectRequest, withdrawRequest, block, unblock },
  ...{ updatePrivacy, mute, unmute, muteReposts, unmuteReposts },
};
