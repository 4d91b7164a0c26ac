import type { ActKind, KeptAct } from './acts.ts';
import { mutesWriting } from './mutes.ts';
import { isNothing, whyCommentUnseen, whyPostUnseen } from './sight.ts';
import type { Person, World } from './world.ts';

/** Whose acts of a kind count. */
export type People = 'all' | 'followed' | 'mutuals' | 'nobody';

/** Of what somebody wants to be notified. Of a kind that is not there: of all. */
export interface Preferences {
  readonly people: ReadonlyMap<ActKind, People>;
  readonly requestsFromStrangers: boolean;
}

export const noPreferences: Preferences = { people: new Map(), requestsFromStrangers: false };

/** Where an act is told; what was dismissed is hidden where it would else wait. */
export type Place = 'hidden' | 'main' | 'request';

/** What of strangers can wait. */
const bothering: ReadonlySet<ActKind> = new Set(['MENTION', 'COMMENT', 'REPLY', 'QUOTE']);

export function placeOf(world: World, act: KeptAct, preferences: Preferences = act.receiver.preferences): Place {
  const { receiver, actor, kind, time } = act;
  if (!isNothing(whyUntold(world, act)) || !isWanted(world, act, preferences)) return 'hidden';
  const isStranger = !world.follows.has(receiver, actor) && !receiver.accepted.has(actor);
  if (!preferences.requestsFromStrangers || !bothering.has(kind) || !isStranger) return 'main';
  return time > (receiver.dismissed.get(actor) ?? 0) ? 'request' : 'hidden';
}

function isWanted(world: World, { receiver, actor, kind }: KeptAct, { people }: Preferences): boolean {
  const follows = world.follows.has(receiver, actor);
  const wanted: Record<People, boolean> = {
    ...{ all: true, followed: follows, nobody: false },
    mutuals: follows && world.follows.has(actor, receiver),
  };
  return wanted[people.get(kind) ?? 'all'];
}

/** What waits for somebody, by who did it. */
export function waitingFor(world: World, receiver: Person): Map<Person, KeptAct[]> {
  const waiting = world.acts.all.filter((act) => act.receiver === receiver && placeOf(world, act) === 'request');
  return Map.groupBy(waiting, ({ actor }) => actor);
}

/** What tells of something that the actor wrote. */
const telling: ReadonlySet<ActKind> = new Set(['MENTION', 'COMMENT', 'REPLY', 'QUOTE', 'POST_EDITED', 'COMMENT_HELD']);

/** What keeps an act from its receiver, whatever they prefer. Each of it is of one log. */
export function* whyUntold(world: World, act: KeptAct): Generator<string> {
  const { receiver, actor, kind, post, comment, time } = act;
  if (world.parted(receiver, actor)) yield `a block with ${actor.name}`;
  if (world.notificationMutes.has(receiver, actor)) yield `a mute of ${actor.name}`;
  if (post === undefined) return;
  yield* whyPostUnseen(world, receiver, post);
  if (post.threadMutes.has(receiver)) yield `a mute of the thread of ${post.name}`;
  // What waits for somebody waits for them whatever it stands under.
  if (comment !== undefined && kind !== 'COMMENT_HELD') yield* whyCommentUnseen(world, receiver, comment);
  if (telling.has(kind) && mutesWriting(receiver, comment ?? post)) yield `a muted word in ${(comment ?? post).name}`;
  if (kind === 'QUOTE' && post.quoted?.deletedAt !== undefined) yield `${post.quoted.name} is deleted`;
  if (kind === 'POST_EDITED' && !world.engagedBefore(receiver, post, time)) yield `no doing with ${post.name}`;
}
