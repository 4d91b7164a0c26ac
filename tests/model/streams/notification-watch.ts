import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import type { WatchNotificationsResponse } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { whyUntold } from '../place.ts';
import { aboutOf, groupsFor, inOrder, sumOf, toldSum, toldWords, unreadIn } from '../reads/notification-reads.ts';
import { Names, type Read, walk } from '../reads/read.ts';
import type { Person, World } from '../world.ts';
import { Sightings } from './sightings.ts';
import { Stream } from './stream.ts';
import type { Watch } from './watch.ts';

type Words = ReturnType<typeof toldWords>;

/** Lists once, and keeps the list true by what the stream tells. */
export class NotificationWatch implements Watch {
  readonly #world: World;
  readonly #viewer: Person;
  readonly #stream: Stream<WatchNotificationsResponse>;
  readonly #sightings = new Sightings();
  #listed: readonly Notification[] | undefined;
  /** How many messages were judged by whether they may be seen. */
  #judged = 0;

  constructor(world: World, viewer: Person) {
    this.#world = world;
    this.#viewer = viewer;
    this.#stream = new Stream((cursor, options) => viewer.api.notifications.watchNotifications({ cursor }, options));
  }

  get isOpen(): boolean {
    return this.#stream.isOpen;
  }

  async open(): Promise<void> {
    await this.#stream.start();
    const { listNotifications } = this.#viewer.api.notifications;
    this.#listed ??= await walk({ pageSize: 100 }, listNotifications, ({ notifications }) => notifications);
  }

  leave(): Promise<void> {
    return this.#stream.stop();
  }

  note(): void {
    const acts = this.#world.acts.all.filter(({ receiver }) => receiver === this.#viewer);
    for (const act of acts) {
      this.#sightings.note(`${act.kind} ${aboutOf(act)} ${act.actor.name}`, whyUntold(this.#world, act));
    }
  }

  reads(): Read[] {
    const groups = [...groupsFor(this.#world, this.#viewer)];
    const names = new Names(this.#world);
    const { heard, cursor } = this.#stream;
    const { length } = heard;
    const seen = this.#sightings.seen;
    const from = this.#judged;
    this.#judged = length;
    this.#sightings.turn();
    let resumed: Promise<WatchNotificationsResponse | undefined> | undefined;
    return [
      {
        name: `${this.#viewer.name} WatchNotifications`,
        expected: { unread: unreadIn(groups), list: inOrder(groups.map(([group, acts]) => sumOf(group, acts))) },
        ask: async () => {
          const list = [...this.#copy().values()].map((told) => toldSum(names, told));
          return this.#stream.end ?? { unread: heard.at(-1)?.unreadCount, list: inOrder(list) };
        },
      },
      {
        name: `${this.#viewer.name} WatchNotifications, of what nobody may see`,
        expected: [],
        async ask() {
          const told = heard.slice(from).flatMap(({ notifications }) => notifications);
          return told.map((each) => toldWords(names, each)).filter((each) => !isSeen(seen, each));
        },
      },
      {
        // Whatever was under way when the other stream began comes to this one too.
        name: `${this.#viewer.name} WatchNotifications again, from its cursor`,
        expected: [],
        ask: async () => {
          resumed ??= this.#stream.peek(cursor);
          return idsIn(await resumed).filter((id) => !heard.slice(length).flatMap(idsIn).includes(id));
        },
      },
    ];
  }

  #copy(): Map<string, Notification> {
    const copy = new Map(this.#listed?.map((listed) => [listed.notificationId, listed]));
    for (const { notifications, removedNotificationIds } of this.#stream.heard) {
      for (const told of notifications) copy.set(told.notificationId, told);
      for (const id of removedNotificationIds) copy.delete(id);
    }
    return copy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
  }
}

/** Who is named first did what it is about; the others did something alike. */
function isSeen(seen: ReadonlySet<string>, { kind, about, named: [first, ...others] }: Words): boolean {
  const did = (name: string) => [...seen].some((each) => each.startsWith(`${kind} `) && each.endsWith(` ${name}`));
  return seen.has(`${kind} ${about} ${first}`) && others.every(did);
}

function idsIn(message: WatchNotificationsResponse | undefined): string[] {
  return [
    ...(message?.notifications ?? []).map(({ notificationId }) => notificationId),
    ...(message?.removedNotificationIds ?? []),
  ];
}
