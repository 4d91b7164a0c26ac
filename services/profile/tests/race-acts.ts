import { type Clients, requestId } from './test-profile.ts';

type Service<Name extends keyof Clients> = Omit<Clients[Name], typeof Symbol.dispose>;

/** Somebody, and how to call as them. */
export interface Racer {
  readonly accountId: string;
  readonly graph: Service<'graph'>;
  readonly requests: Service<'requests'>;
  readonly mutes: Service<'mutes'>;
}

type Act = (from: Racer, on: { requestId: string; accountId: string }) => Promise<unknown>;
const follow: Act = (from, on) => from.graph.follow(on);
const unblock: Act = (from, on) => from.graph.unblock(on);
const accept: Act = (from, on) => from.requests.acceptFollowRequest(on);
const setPrivate =
  (isPrivate: boolean): Act =>
  (from) =>
    from.graph.updatePrivacy({ requestId: requestId(), private: isPrivate });

const actsAtOnce = 100;

/** A block ends so much that few of them are enough. */
const acts: readonly Act[] = [
  ...[follow, accept, follow, accept, unblock, follow, accept, unblock, accept, unblock],
  (from, on) => from.graph.unfollow(on),
  setPrivate(true),
  follow,
  (from, on) => from.mutes.muteAccount(on),
  (from, on) => from.requests.withdrawFollowRequest(on),
  follow,
  (from, on) => from.requests.rejectFollowRequest(on),
  (from, on) => from.graph.removeFollower(on),
  accept,
  follow,
  ...[accept, unblock, follow, accept],
  setPrivate(false),
  ...[follow, unblock, accept, follow, accept],
  (from, on) => from.graph.block(on),
];

/** A block refuses much, and a busy machine is late or turns away what comes. What was done after all, the log says. */
const foreseen = /NOT_FOUND|FAILED_PRECONDITION|DEADLINE_EXCEEDED|UNAVAILABLE|RESOURCE_EXHAUSTED/;

/** A hundred acts of two people on each other, all at once; the order is another in each round. */
export async function actAtOnce(round: number, ana: Racer, bo: Racer): Promise<void> {
  const started = Array.from({ length: actsAtOnce }, (_, index) => {
    const [from, to] = (index * 3 + round) % 2 === 0 ? [ana, bo] : [bo, ana];
    const act = acts[(index * 5 + round * 3) % acts.length] as Act;
    return act(from, { requestId: requestId(), accountId: to.accountId });
  });
  for (const result of await Promise.allSettled(started)) {
    if (result.status === 'rejected' && !foreseen.test(String(result.reason))) throw result.reason;
  }
}
