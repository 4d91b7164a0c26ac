import { emptyNetwork } from '../../scripts/demo/network.ts';
import { type DemoPerson, inventPeople } from '../../scripts/demo/people.ts';
import { createRandom } from '../../scripts/demo/random.ts';
import { writeNetwork } from '../../scripts/demo/write-network.ts';
import { say } from '../../scripts/install/report.ts';
import { startTertulia, type Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { settle } from '../measure/settle.ts';

/** An author, and the last of those who follow them. */
export interface Crowd {
  readonly followers: number;
  readonly author: DemoPerson;
  readonly last: DemoPerson;
}

export interface FanOutStage extends AsyncDisposable {
  readonly tertulia: Tertulia;
  readonly crowds: readonly Crowd[];
}

const endTime = new Date('2026-01-01T00:00:00Z').getTime();

/** Starts a Tertulia in which each author has as many followers as said, and nobody has two authors. */
export async function startFanOut(sizes: readonly number[]): Promise<FanOutStage> {
  const people = inventPeople(
    sizes.reduce((sum, size) => sum + size + 1, 0),
    endTime,
    createRandom(1),
  );
  const groups = splitPeople(people, sizes);
  const follows = groups.flatMap(({ author, followers }) =>
    followers.map((follower) => ({
      followerId: follower.accountId,
      followeeId: author.accountId,
      createTime: new Date(endTime),
    })),
  );
  const network = { ...emptyNetwork, people, follows };
  const seed = (dataDir: string) => writeNetwork(dataDir, network, { onStep: say, argon2MemoryKib: 64 });
  const tertulia = await startTertulia({ seed, examined: false });
  say('Waiting until every service has read the logs of the others');
  await settle(Object.values(tertulia.services).map((service) => service.pid()));
  const crowds = groups.map(({ author, followers }) => {
    const last = followers.at(-1);
    if (last === undefined) throw new Error('an author without followers has no last one');
    return { followers: followers.length, author, last };
  });
  return { tertulia, crowds, [Symbol.asyncDispose]: () => tertulia[Symbol.asyncDispose]() };
}

function splitPeople(people: readonly DemoPerson[], sizes: readonly number[]) {
  let next = 0;
  return sizes.map((size) => {
    const [author, ...followers] = people.slice(next, next + size + 1);
    next += size + 1;
    if (author === undefined) throw new Error('there are not enough people');
    return { author, followers };
  });
}
