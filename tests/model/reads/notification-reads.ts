import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import type { Group, KeptAct } from '../acts.ts';
import { placeOf } from '../place.ts';
import type { Person, World } from '../world.ts';
import { type Names, type Read, type Reading, walk } from './read.ts';

/** How many actors a notification names. */
const namedActors = 3;

/** What one is notified of, and how much of it is unread. */
export function notificationReads(reading: Reading, viewer: Person): Read[] {
  const { world, api } = reading;
  const groups = [...groupsFor(world, viewer)];
  return [
    {
      name: `${viewer.name} ListNotifications, ListNotificationActors`,
      expected: inOrder(groups.map(([group, acts]) => withActors(sumOf(group, acts), actorsOf(acts)))),
      async ask() {
        const told = await walk(reading, api.notifications.listNotifications, (page) => page.notifications);
        const times = told.map(({ updateTime }) => updateTime?.getTime() ?? 0);
        if (times.some((time, index) => time > (times[index - 1] ?? time))) return 'not the newest first';
        const sums = told.map(async (each) =>
          withActors(toldSum(reading.names, each), await listActors(reading, each)),
        );
        return inOrder(await Promise.all(sums));
      },
    },
    {
      name: `${viewer.name} GetUnreadCount`,
      expected: unreadIn(groups),
      ask: async () => (await api.notifications.getUnreadCount({})).unreadCount,
    },
  ];
}

export function unreadIn(groups: Iterable<[Group, unknown]>): number {
  return [...groups].filter(([group]) => !group.read).length;
}

/** A notification in a line of words, so that failures are short. */
export interface Sum {
  readonly time: number;
  readonly line: string;
}

/** The newest first. What one edit tells in two ways is of one time, and in no order. */
export function inOrder(sums: readonly Sum[]): string[] {
  return sums.toSorted((a, b) => b.time - a.time || (a.line < b.line ? -1 : 1)).map(({ line }) => line);
}

function withActors({ time, line }: Sum, actors: readonly string[]): Sum {
  return { time, line: `${line} of ${actors.join('')}` };
}

/** The acts that a person is told of, by notification. */
export function groupsFor(world: World, receiver: Person): Map<Group, KeptAct[]> {
  const shown = world.acts.all.filter((act) => act.receiver === receiver && placeOf(world, act) === 'main');
  return Map.groupBy(shown, ({ group }) => group);
}

export function sumOf({ read }: Group, acts: readonly KeptAct[]): Sum {
  const newest = newestOf(acts);
  const about = aboutOf(newest);
  // Named are those who did the latest.
  const named = new Set(acts.toSorted(newestFirst).map(({ actor }) => actor.name));
  const line = { kind: newest.kind, about, named: [...named].slice(0, namedActors), count: named.size, read };
  return { time: newest.time, line: lineOf(line) };
}

/** What an act is about, by its name. */
export function aboutOf({ comment, post }: KeptAct): string {
  return comment?.name ?? post?.name ?? '';
}

/** All, by what each of them did first. */
function actorsOf(acts: readonly KeptAct[]): string[] {
  const firsts = new Map(acts.toSorted(newestFirst).map((act) => [act.actor.name, act]));
  return [...firsts].toSorted(([, a], [, b]) => newestFirst(a, b)).map(([name]) => name);
}

/** Of who did it in one moment, who has the later id is first. */
function newestFirst(one: KeptAct, other: KeptAct): number {
  return other.time - one.time || (one.actor.id < other.actor.id ? 1 : -1);
}

function newestOf([first, ...others]: readonly KeptAct[]): KeptAct {
  if (first === undefined) throw new Error('a notification tells nothing');
  return others.reduce((newest, act) => (act.time > newest.time ? act : newest), first);
}

export function toldSum(names: Names, notification: Notification): Sum {
  const { actorCount, read, updateTime } = notification;
  const line = lineOf({ ...toldWords(names, notification), count: actorCount, read });
  return { time: updateTime?.getTime() ?? 0, line };
}

/** What a notification tells, of what and whom it names. */
export function toldWords(names: Names, { kind, actors, commentId, postId }: Notification) {
  const about = commentId || postId;
  return {
    kind: kindNames.get(kind) ?? '',
    about: about === '' ? '' : names.of(about),
    named: actors.map(({ accountId }) => names.of(accountId)),
  };
}

async function listActors(reading: Reading, { notificationId }: Notification): Promise<string[]> {
  const list = (page: object) => reading.api.notifications.listNotificationActors({ notificationId, ...page });
  return await walk(reading, list, ({ actors }) => actors.map((card) => reading.names.ofCard(card)));
}

/** The names of kinds as acts have them. */
export const kindNames: ReadonlyMap<NotificationKind, string> = new Map<NotificationKind, string>(
  Object.entries(NotificationKind).map(([name, code]) => [code, name.replace('NOTIFICATION_KIND_', '')]),
);

interface Line {
  readonly kind: string;
  readonly about: string;
  readonly named: readonly string[];
  readonly count: number;
  readonly read: boolean;
}

function lineOf({ kind, about, named, count, read }: Line): string {
  return `${kind} ${about} by ${named.join('')} (${count})${read ? ' read' : ''}`;
}
