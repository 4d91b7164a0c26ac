import { groupsFor, kindNames } from '../reads/notification-reads.ts';
import { type Act, Disagreement, expectEnd, fresh } from '../step.ts';

const markAllRead: Act = async ({ world, actor }) => {
  const groups = groupsFor(world, actor);
  const upTo = { upToUpdateTime: new Date(Date.now() + aMinuteMs) };
  await expectEnd(actor.api.notifications.markRead({ ...fresh(), ...upTo }), 'OK');
  for (const [group, acts] of groups) if (!group.read) world.acts.markRead(acts);
};

const markNewestRead: Act = async ({ world, actor }) => {
  const groups = [...groupsFor(world, actor)];
  const newest = Math.max(...groups.map(([, acts]) => newestOf(acts)));
  const { notifications } = await actor.api.notifications.listNotifications({ pageSize: 1 });
  const [told] = notifications;
  // What one post tells in two ways is of one time: the service says which of them comes first.
  const first = groups.filter(([, acts]) => newestOf(acts) === newest);
  const found = first.find(([, acts]) => kindNames.get(told?.kind ?? 0) === acts[0]?.kind);
  if (told === undefined && groups.length === 0) return;
  if (told === undefined || found === undefined) throw new Disagreement(`the newest notification is ${told?.kind}`);
  await expectEnd(actor.api.notifications.markRead({ ...fresh(), notificationIds: [told.notificationId] }), 'OK');
  const [group, acts] = found;
  if (!group.read) world.acts.markRead(acts);
};

const aMinuteMs = 60_000;

function newestOf(acts: readonly { time: number }[]): number {
  return Math.max(...acts.map(({ time }) => time));
}

/** Steps by name. */
export const notificationSteps: Record<string, Act> = { markAllRead, markNewestRead };
