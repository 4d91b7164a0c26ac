import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import type { ActKind, Group, KeptAct } from '../acts.ts';
import { mutesWriting } from '../mutes.ts';
import { seesComment, seesPost } from '../sight.ts';
import type { Comment, Person, World } from '../world.ts';
import { type Read, type Reading, walk } from './read.ts';

/** How many actors a notification names. */
const namedActors = 3;

/** What one is notified of, and how much of it is unread. */
export function notificationReads(reading: Reading, viewer: Person): Read[] {
  const { world, api } = reading;
  const groups = [...groupsFor(world, viewer)];
  return [
    {
      name: `${viewer.name} ListNotifications, ListNotificationActors`,
      expected: inOrder(groups.map(([group, acts]) => ({ time: newestOf(acts).time, line: groupAs(group, acts) }))),
      async ask() {
        const told = await walk(reading, api.notifications.listNotifications, (page) => page.notifications);
        const times = told.map(({ updateTime }) => updateTime?.getTime() ?? 0);
        if (times.some((time, index) => time > (times[index - 1] ?? time))) return 'not the newest first';
        const lines = await Promise.all(told.map((notification) => toldGroup(reading, notification)));
        return inOrder(lines.map((line, index) => ({ time: times[index] ?? 0, line })));
      },
    },
    {
      name: `${viewer.name} GetUnreadCount`,
      expected: groups.filter(([group]) => !group.read).length,
      ask: async () => (await api.notifications.getUnreadCount({})).unreadCount,
    },
  ];
}

/** The newest first. What one edit tells in two ways is of one time, and in no order. */
function inOrder(lines: readonly { time: number; line: string }[]): string[] {
  return lines.toSorted((a, b) => b.time - a.time || (a.line < b.line ? -1 : 1)).map(({ line }) => line);
}

/** The acts that a person is told of, by notification. */
export function groupsFor(world: World, receiver: Person): Map<Group, KeptAct[]> {
  const shown = world.acts.all.filter((act) => act.receiver === receiver && isTold(world, act));
  return Map.groupBy(shown, ({ group }) => group);
}

/** What tells of something that the actor wrote. */
const telling: ReadonlySet<ActKind> = new Set(['MENTION', 'COMMENT', 'REPLY', 'QUOTE', 'POST_EDITED', 'COMMENT_HELD']);

function isTold(world: World, { receiver, actor, kind, post, comment, time }: KeptAct): boolean {
  if (world.parted(receiver, actor) || world.notificationMutes.has(receiver, actor)) return false;
  if (post === undefined) return true;
  if (!seesPost(world, receiver, post) || post.threadMutes.has(receiver)) return false;
  // What waits for somebody waits for them whatever it stands under.
  const sees = (one: Comment) => kind === 'COMMENT_HELD' || seesComment(world, receiver, one);
  if (comment !== undefined && !sees(comment)) return false;
  if (telling.has(kind) && mutesWriting(receiver, comment ?? post)) return false;
  if (kind === 'QUOTE') return post.quoted?.deletedAt === undefined;
  return kind !== 'POST_EDITED' || world.engagedBefore(receiver, post, time);
}

/** By a line of words, so that failures are short. */
function groupAs({ read }: Group, acts: readonly KeptAct[]): string {
  const newest = newestOf(acts);
  const about = newest.comment?.name ?? newest.post?.name ?? '';
  // Named are those who did the latest; all are listed by what each of them did first.
  const named = new Set(acts.toSorted((a, b) => b.time - a.time).map(({ actor }) => actor.name));
  const firsts = new Map(acts.toSorted((a, b) => b.time - a.time).map(({ actor, time }) => [actor.name, time]));
  const all = [...firsts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  return lineOf({ kind: newest.kind, about, named: [...named].slice(0, namedActors), all, count: named.size, read });
}

function newestOf([first, ...others]: readonly KeptAct[]): KeptAct {
  if (first === undefined) throw new Error('a notification tells nothing');
  return others.reduce((newest, act) => (act.time > newest.time ? act : newest), first);
}

async function toldGroup(reading: Reading, notification: Notification): Promise<string> {
  const { names, api } = reading;
  const { notificationId, kind, actors, actorCount, read, commentId, postId } = notification;
  const list = (page: object) => api.notifications.listNotificationActors({ notificationId, ...page });
  const listed = await walk(reading, list, (page) => page.actors);
  const about = commentId || postId;
  const namesOf = (cards: typeof actors) => cards.map((card) => names.ofCard(card));
  return lineOf({
    kind: kindNames.get(kind) ?? '',
    about: about === '' ? '' : names.of(about),
    ...{ named: namesOf(actors), all: namesOf(listed), count: actorCount, read },
  });
}

/** The names of kinds as acts have them. */
export const kindNames: ReadonlyMap<NotificationKind, string> = new Map<NotificationKind, string>(
  Object.entries(NotificationKind).map(([name, code]) => [code, name.replace('NOTIFICATION_KIND_', '')]),
);

interface Line {
  readonly kind: string;
  readonly about: string;
  /** Who is named, and who is listed. */
  readonly named: readonly string[];
  readonly all: readonly string[];
  readonly count: number;
  readonly read: boolean;
}

function lineOf({ kind, about, named, all, count, read }: Line): string {
  return `${kind} ${about} by ${named.join('')} of ${all.join('')} (${count})${read ? ' read' : ''}`;
}
