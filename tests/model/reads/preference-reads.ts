import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import type { ActKind, KeptAct } from '../acts.ts';
import { kindCodes, peopleCodes } from '../enums.ts';
import { noPreferences, type People, type Preferences, placeOf, waitingFor } from '../place.ts';
import type { Person, World } from '../world.ts';
import { aboutOf, inOrder, kindNames, type Sum, toldWords } from './notification-reads.ts';
import { type Names, nameOf, type Read, type Reading, walk } from './read.ts';

const exampleLimit = 3;

/** What one prefers, what waits of strangers, and what other preferences would hide. */
export function preferenceReads(reading: Reading, viewer: Person): Read[] {
  const { world, api, names } = reading;
  const read = (name: string, expected: unknown, ask: () => Promise<unknown>): Read => {
    return { name: `${viewer.name} ${name}`, expected, ask };
  };
  const waiting = waitingFor(world, viewer);
  const { people, requestsFromStrangers } = viewer.preferences;
  return [
    read('GetNotificationPreferences', { people: wordsOf(people), requestsFromStrangers }, async () => {
      const { preferences } = await api.preferences.getNotificationPreferences({});
      const chosen = preferences?.kindPreferences.map(({ kind, people }) => [kindNames.get(kind), people]) ?? [];
      const told = chosen.filter(([kind]) => kind !== 'NEW_SIGN_IN').map(([kind, code]) => `${kind} ${code}`);
      return { people: told, requestsFromStrangers: preferences?.requestsFromStrangers };
    }),
    read('ListNotificationRequests', requestsAs(waiting), () =>
      walk(reading, api.notificationRequests.listNotificationRequests, (page) =>
        page.requests.map(({ account, notificationCount, newest }) => {
          return `${notificationCount} of ${names.of(account?.accountId)}, about ${newest && toldWords(names, newest).about}`;
        }),
      ),
    ),
    ...world.people.map((person) =>
      read(`ListRequestedNotifications ${person.name}`, linesOf(waiting.get(person) ?? []), async () => {
        const list = api.notificationRequests.listRequestedNotifications;
        const page = (token: object) => list({ accountId: person.id, ...token });
        return toldLines(names, await walk(reading, page, ({ notifications }) => notifications));
      }),
    ),
    previewRead(reading, viewer),
  ];
}

function wordsOf(people: ReadonlyMap<ActKind, People>): string[] {
  return [...kindCodes.keys()].map((kind) => `${kind} ${peopleCodes.get(people.get(kind) ?? 'all')}`);
}

/** One of each person, by when the first of it happened, the newest first. What the newest of it is about is told. */
function requestsAs(waiting: ReadonlyMap<Person, KeptAct[]>): string[] {
  const sums = [...waiting].map(([person, acts]) => {
    const [first, newest] = [acts.toSorted((a, b) => a.time - b.time)[0], acts.toSorted((a, b) => b.time - a.time)[0]];
    const line = `${acts.length} of ${nameOf(person)}, about ${newest && aboutOf(newest)}`;
    return { time: first?.time ?? 0, line };
  });
  return inOrder(sums);
}

function linesOf(acts: readonly KeptAct[]): string[] {
  return inOrder(acts.map((act) => ({ time: act.time, line: `${act.kind} ${aboutOf(act)} by ${act.actor.name}` })));
}

function toldLines(names: Names, told: readonly Notification[]): string[] {
  const sums = told.map((one): Sum => {
    const { kind, about, named } = toldWords(names, one);
    return { time: one.updateTime?.getTime() ?? 0, line: `${kind} ${about} by ${named.join('')}` };
  });
  return inOrder(sums);
}

/** Tries something else for everybody. */
function previewRead(reading: Reading, viewer: Person): Read {
  const { world, api, names } = reading;
  const codes = [...peopleCodes];
  const at = world.people.indexOf(viewer);
  const named = [...kindCodes.keys()].flatMap((kind, index): [ActKind, People][] => {
    const [people] = codes[(index + at) % codes.length] ?? [];
    return index % 4 === at % 4 || people === undefined ? [] : [[kind, people]];
  });
  const tried: Preferences = {
    people: new Map([...viewer.preferences.people, ...named]),
    requestsFromStrangers: at % 2 === 0,
  };
  return {
    name: `${viewer.name} PreviewNotificationPreferences`,
    expected: hiddenBy(world, viewer, tried),
    async ask() {
      const kindPreferences = named.map(([kind, people]) => {
        return { kind: kindCodes.get(kind) ?? 0, people: peopleCodes.get(people) ?? 0 };
      });
      const preferences = { kindPreferences, requestsFromStrangers: tried.requestsFromStrangers };
      const { hidden } = await api.preferences.previewNotificationPreferences({ preferences });
      return hidden.map(({ kind, hiddenCount, requestCount, examples }) => {
        return { kind: kindNames.get(kind), hiddenCount, requestCount, examples: toldLines(names, examples) };
      });
    },
  };
}

function hiddenBy(world: World, viewer: Person, tried: Preferences): unknown[] {
  const all = world.acts.all.filter((act) => act.receiver === viewer && placeOf(world, act, noPreferences) === 'main');
  return [...kindCodes.keys()].flatMap((kind) => {
    const places = all.filter((act) => act.kind === kind).map((act) => ({ act, place: placeOf(world, act, tried) }));
    const hidden = places.filter(({ place }) => place !== 'main');
    if (hidden.length === 0) return [];
    const requestCount = hidden.filter(({ place }) => place === 'request').length;
    const examples = linesOf(hidden.map(({ act }) => act)).slice(0, exampleLimit);
    return [{ kind, hiddenCount: hidden.length, requestCount, examples }];
  });
}
