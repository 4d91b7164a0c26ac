import { knows } from '../sight.ts';
import { type Act, type Doing, expectEnd, fresh } from '../step.ts';
import type { Circle, Person } from '../world.ts';

// Circles are their owner's own: those of others are not found, as those that are gone are.

/** Mostly one of the actor's, be it deleted since. */
function pickCircle({ world, actor, other, pick, flavour }: Doing): Circle | undefined {
  const owner = flavour % 5 === 0 ? other : actor;
  const circles = world.circles.filter((circle) => circle.owner === owner);
  return circles[pick % Math.max(circles.length, 1)];
}

function endAt({ actor }: Doing, circle: Circle, otherwise = 'OK'): string {
  return circle.owner === actor && !circle.deleted ? otherwise : 'CIRCLE_NOT_FOUND';
}

/** Makes one that nobody is in. */
export async function addCircle(circles: Circle[], owner: Person, name: string): Promise<void> {
  const answer = await expectEnd(owner.api.circles.createCircle({ ...fresh(), name }), 'OK');
  circles.push({ id: answer?.circle?.circleId ?? '', owner, name, members: new Set(), deleted: false });
}

const createCircle: Act = ({ world, actor }) => addCircle(world.circles, actor, `Circle ${world.tick()}`);

const updateCircle: Act = async (doing) => {
  const circle = pickCircle(doing);
  if (circle === undefined) return;
  const name = `Circle ${doing.world.tick()}`;
  const end = endAt(doing, circle);
  const request = { ...fresh(), circle: { circleId: circle.id, name }, updateMask: ['name'] };
  await expectEnd(doing.actor.api.circles.updateCircle(request), end);
  if (end === 'OK') circle.name = name;
};

const deleteCircle: Act = async (doing) => {
  const circle = pickCircle(doing);
  if (circle === undefined) return;
  await expectEnd(doing.actor.api.circles.deleteCircle({ ...fresh(), circleId: circle.id }), 'OK');
  if (circle.owner !== doing.actor) return;
  circle.deleted = true;
  circle.members.clear();
};

const addToCircle: Act = async (doing) => {
  const circle = pickCircle(doing);
  if (circle === undefined) return;
  const { world, actor, other } = doing;
  const isBlocked = world.blocks.has(actor, other);
  const end = endAt(
    doing,
    circle,
    !knows(world, actor, other) ? 'ACCOUNT_NOT_FOUND' : isBlocked ? 'ACCOUNT_BLOCKED' : 'OK',
  );
  const request = { ...fresh(), circleId: circle.id, accountIds: [other.id] };
  await expectEnd(actor.api.circles.addCircleMembers(request), end);
  if (end === 'OK') circle.members.add(other);
};

const removeFromCircle: Act = async (doing) => {
  const circle = pickCircle(doing);
  if (circle === undefined) return;
  const { actor, other } = doing;
  const end = endAt(doing, circle);
  const request = { ...fresh(), circleId: circle.id, accountIds: [other.id] };
  await expectEnd(actor.api.circles.removeCircleMembers(request), end);
  if (end === 'OK') circle.members.delete(other);
};

/** Steps by name. */
export const circleSteps: Record<string, Act> = {
  ...{ createCircle, updateCircle, deleteCircle, addToCircle, removeFromCircle },
};
