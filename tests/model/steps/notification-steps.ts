import { groupsFor } from '../reads/notification-reads.ts';
import { type Act, expectEnd, fresh } from '../step.ts';

const markAllRead: Act = async ({ world, actor }) => {
  const groups = groupsFor(world, actor);
  const upTo = { upToUpdateTime: new Date(Date.now() + aMinuteMs) };
  await expectEnd(actor.api.notifications.markRead({ ...fresh(), ...upTo }), 'OK');
  for (const [group, acts] of groups) if (!group.read) world.acts.markRead(acts);
};

const markNewestRead: Act = async ({ world, actor }) => {
  const [newest] = [...groupsFor(world, actor)].sort(([, a], [, b]) => newestOf(b) - newestOf(a));
  if (newest === undefined) return;
  const { notifications } = await actor.api.notifications.listNotifications({ pageSize: 1 });
  const notificationIds = notifications.map(({ notificationId }) => notificationId);
  await expectEnd(actor.api.notifications.markRead({ ...fresh(), notificationIds }), 'OK');
  if (!newest[0].read) world.acts.markRead(newest[1]);
};

const aMinuteMs = 60_000;

function newestOf(acts: readonly { time: number }[]): number {
  return Math.max(...acts.map(({ time }) => time));
}

/** Steps by name. */
export const notificationSteps: Record<string, Act> = { markAllRead, markNewestRead };
