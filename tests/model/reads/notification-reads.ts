import { type Notification, NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import type { Group, KeptAct } from '../acts.ts';
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
      name: `${viewer.name} ListNotifications`,
      expected: groups.map(([group, acts]) => groupAs(group, acts)).toSorted(),
      async ask() {
        const told = await walk(reading, api.notifications.listNotifications, (page) => page.notifications);
        const times = told.map(({ updateTime }) => updateTime?.getTime() ?? 0);
        if (times.some((time, index) => time > (times[index - 1] ?? time))) return 'not the newest first';
        return told.map((notification) => toldGroup(reading, notification)).toSorted();
      },
    },
    {
      name: `${viewer.name} GetUnreadCount`,
      expected: groups.filter(([group]) => !group.read).length,
      ask: async () => (await api.notifications.getUnreadCount({})).unreadCount,
    },
  ];
}

/** The acts that a person is told of, by notification. */
export function groupsFor(world: World, receiver: Person): Map<Group, KeptAct[]> {
  const shown = world.acts.all.filter((act) => act.receiver === receiver && isTold(world, act));
  return Map.groupBy(shown, ({ group }) => group);
}

function isTold(world: World, { receiver, actor, kind, post, comment, time }: KeptAct): boolean {
  if (world.parted(receiver, actor) || world.notificationMutes.has(receiver, actor)) return false;
  if (post === undefined) return true;
  if (!seesPost(world, receiver, post) || post.threadMutes.has(receiver)) return false;
  // What waits for somebody waits for them whatever it stands under.
  const sees = (one: Comment) => kind === 'COMMENT_HELD' || seesComment(world, receiver, one);
  if (comment !== undefined && !sees(comment)) return false;
  if (kind === 'QUOTE') return post.quoted?.deletedAt === undefined;
  return kind !== 'POST_EDITED' || world.engagedBefore(receiver, post, time);
}

/** By a line of words, so that failures are short. */
function groupAs({ read }: Group, acts: readonly KeptAct[]): string {
  const [first] = acts;
  const actors = new Set(acts.toSorted((a, b) => b.time - a.time).map(({ actor }) => actor.name));
  return lineOf(first?.kind ?? '', [...actors], actors.size, read, nameOfAbout(acts));
}

/** What the newest of it is about. */
function nameOfAbout(acts: readonly KeptAct[]): string {
  const newest = acts.toSorted((a, b) => b.time - a.time)[0];
  return newest?.comment?.name ?? newest?.post?.name ?? '';
}

function toldGroup({ names }: Reading, notification: Notification): string {
  const { kind, actors, actorCount, read, commentId, postId } = notification;
  const word = kindNames.get(kind) ?? '';
  const about = commentId || postId;
  return lineOf(
    word,
    actors.map(({ accountId }) => names.of(accountId)),
    actorCount,
    read,
    about === '' ? '' : names.of(about),
  );
}

const kindNames = new Map<NotificationKind, string>(
  Object.entries(NotificationKind).map(([name, code]) => [code, name.replace('NOTIFICATION_KIND_', '')]),
);

function lineOf(kind: string, actors: readonly string[], count: number, read: boolean, about: string): string {
  const named = count <= namedActors ? actors.toSorted().join('') : 'many';
  return `${kind} ${about} by ${named} (${count})${read ? ' read' : ''}`;
}
