import type { Relation } from '../../audience/decide.ts';
import type { NotificationKind } from './act.ts';

/** Whose acts of a kind count. */
export type People = 'all' | 'followed' | 'mutuals' | 'nobody';

/** What an account wants to be notified of. */
export interface Preferences {
  /** A kind that is not in it: all. */
  readonly people: Readonly<Partial<Record<NotificationKind, People>>>;
  /** What strangers write comes as a request. */
  readonly requestsFromStrangers: boolean;
}

export const noPreferences: Preferences = { people: {}, requestsFromStrangers: false };

/** What strangers can bother somebody with. */
const bothering: ReadonlySet<NotificationKind> = new Set(['mention', 'comment', 'reply', 'quote']);

/** What becomes of an act that its receiver may see. `accepted`: the receiver accepted the actor's requests. */
export function preferred(
  { people, requestsFromStrangers }: Preferences,
  kind: NotificationKind,
  { following, followedBy }: Relation,
  accepted: boolean,
): 'main' | 'request' | 'hidden' {
  if (!counts(people[kind] ?? 'all', following, followedBy)) return 'hidden';
  return requestsFromStrangers && bothering.has(kind) && !following && !accepted ? 'request' : 'main';
}

function counts(people: People, following: boolean, followedBy: boolean): boolean {
  switch (people) {
    case 'all':
      return true;
    case 'followed':
      return following;
    case 'mutuals':
      return following && followedBy;
    case 'nobody':
      return false;
  }
}
