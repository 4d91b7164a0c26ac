import type { Circle, Person } from '../world.ts';
import { nameOf, type Read, type Reading, walk } from './read.ts';

/** One's circles, and that those of others are not found. */
export function circleReads(reading: Reading, viewer: Person): Read[] {
  const { world, api } = reading;
  const own = world.circles.filter(({ owner, deleted }) => owner === viewer && !deleted);
  const another = world.circles.findLast((circle) => !own.includes(circle));
  return [
    {
      name: `${viewer.name} ListCircles`,
      expected: own.map(circleAs).toReversed(),
      ask: () => walk(reading, api.circles.listCircles, ({ circles }) => circles.map(toldCircle)),
    },
    ...own.flatMap((circle) => oneCircleReads(reading, circle, viewer)),
    ...(another ? oneCircleReads(reading, another, viewer) : []),
  ];
}

function oneCircleReads(reading: Reading, circle: Circle, viewer: Person): Read[] {
  const { api, names } = reading;
  const circleId = circle.id;
  const isFound = circle.owner === viewer && !circle.deleted;
  const read = (name: string, expected: unknown, ask: () => Promise<unknown>): Read => {
    return { name: `${viewer.name} ${name}`, expected: isFound ? expected : 'CIRCLE_NOT_FOUND', ask };
  };
  return [
    read('GetCircle', circleAs(circle), async () => {
      const { circle: told } = await api.circles.getCircle({ circleId });
      return told && toldCircle(told);
    }),
    read('ListCircleMembers', [...circle.members].map(nameOf).toReversed(), () =>
      walk(
        reading,
        (page) => api.circles.listCircleMembers({ circleId, ...page }),
        ({ members }) => members.map((card) => names.ofCard(card)),
      ),
    ),
  ];
}

function circleAs({ name, members }: Circle): string {
  return `${name}: ${members.size}`;
}

function toldCircle({ name, memberCount }: { name: string; memberCount: number }): string {
  return `${name}: ${memberCount}`;
}
