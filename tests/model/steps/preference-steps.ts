import { kindCodes, peopleCodes } from '../enums.ts';
import { type People, waitingFor } from '../place.ts';
import { type Act, expectEnd, fresh } from '../step.ts';

const kinds = [...kindCodes.keys()];
const allPeople = [...peopleCodes.keys()];

const preferNotifications: Act = async ({ actor, pick, flavour }) => {
  const people = allPeople[flavour % 8] ?? 'all';
  const named = kinds.filter((_, index) => (index + pick) % 5 === 0);
  const requests = flavour % 3 > 0;
  const preferences = {
    kindPreferences: named.map((kind) => ({ kind: kindCodes.get(kind) ?? 0, people: peopleCodes.get(people) ?? 0 })),
    requestsFromStrangers: requests,
  };
  await expectEnd(actor.api.preferences.updateNotificationPreferences({ ...fresh(), preferences }), 'OK');
  const changed = new Map(named.map((kind): [typeof kind, People] => [kind, people]));
  actor.preferences = {
    people: new Map([...actor.preferences.people, ...changed]),
    requestsFromStrangers: requests,
  };
};

const answerRequest: Act = async (doing) => {
  const { world, pick, flavour } = doing;
  const asked = world.people.filter((person) => waitingFor(world, person).size > 0);
  const actor = asked[pick % Math.max(asked.length, 1)] ?? doing.actor;
  const waiting = waitingFor(world, actor);
  const found = [...waiting.keys()][flavour % (waiting.size + 1)] ?? doing.other;
  const acts = waiting.get(found);
  const end = acts ? 'OK' : 'NOTIFICATION_REQUEST_NOT_FOUND';
  const request = { ...fresh(), accountId: found.id };
  const accept = flavour % 2 === 0;
  const { acceptNotificationRequest, dismissNotificationRequest } = actor.api.notificationRequests;
  await expectEnd(accept ? acceptNotificationRequest(request) : dismissNotificationRequest(request), end);
  if (acts === undefined) return;
  if (accept) actor.accepted.add(found);
  else actor.dismissed.set(found, Math.max(...acts.map(({ time }) => time)));
};

/** Steps by name. */
export const preferenceSteps: Record<string, Act> = { preferNotifications, answerRequest };
