import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import {
  Blocked,
  Followed,
  FollowRequestEnded,
  FollowRequested,
  FollowRequestOutcome,
  Muted,
  Unblocked,
  Unfollowed,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import type { TestProfile } from './test-profile.ts';

type Told =
  | CardChanged
  | Followed
  | Unfollowed
  | Blocked
  | Unblocked
  | FollowRequested
  | FollowRequestEnded
  | Muted
  | Unmuted;

/** What the log tells of some people, followed as a consumer would. */
export interface Story {
  /** What holds in the end, as `follow ana bo`, sorted; people by their account ids. */
  readonly facts: readonly string[];
  readonly events: number;
}

/** Follows what the log tells of some people. Throws at the first event that cannot be. */
export async function readStory(profile: Pick<TestProfile, 'eventsOf'>, people: ReadonlySet<string>): Promise<Story> {
  const types: EventType<Told>[] = [
    ...[CardChanged, Followed, Unfollowed, Blocked, Unblocked],
    ...[FollowRequested, FollowRequestEnded, Muted, Unmuted],
  ];
  const facts = new Set<string>();
  const accepted: string[] = [];
  let events = 0;
  for (const { type, payload } of await profile.eventsOf(...types)) {
    if (!concerns(payload, people)) continue;
    events += 1;
    apply(facts, accepted, type, payload);
    const fault = faultOf(facts, type);
    if (fault !== undefined) throw new Error(`event ${events}, ${type} ${JSON.stringify(payload)}: ${fault}`);
  }
  if (accepted.length > 0) throw new Error(`accepted, but not followed: ${accepted.join()}`);
  return { facts: [...facts].filter((fact) => !fact.startsWith('private')).sort(), events };
}

function concerns(payload: Told, people: ReadonlySet<string>): boolean {
  if ('card' in payload) return people.has(payload.card?.accountId ?? '');
  const [from, to] = Object.values(payload);
  return people.has(String(from)) && people.has(String(to));
}

/** Changes the facts as one event says; `accepted` are the requests whose Followed is still to come. */
function apply(facts: Set<string>, accepted: string[], type: string, payload: Told): void {
  if ('card' in payload) {
    setPrivate(facts, payload);
    return;
  }
  const [from, to] = Object.values(payload);
  const pair = `${from} ${to}`;
  if (type === 'Followed') {
    const wasAccepted = accepted.splice(0).includes(pair);
    if ('byRequest' in payload && payload.byRequest !== wasAccepted) throw new Error(`${pair}: asked or not?`);
  }
  if (accepted.length > 0) throw new Error(`${type} between an acceptance and its follow`);
  const isAccepted = 'outcome' in payload && payload.outcome === FollowRequestOutcome.FOLLOW_REQUEST_OUTCOME_ACCEPTED;
  if (isAccepted) accepted.push(pair);
  const kind = kinds[type] ?? '';
  // A mute is told again where its terms change.
  if (type === 'Muted') facts.add(`${kind} ${pair}`);
  else if (type.startsWith('Un') || type.endsWith('Ended')) end(facts, `${kind} ${pair}`);
  else begin(facts, `${kind} ${pair}`);
}

const kinds: Readonly<Record<string, string>> = {
  ...{ Followed: 'follow', Unfollowed: 'follow', Blocked: 'block', Unblocked: 'block', Muted: 'mute', Unmuted: 'mute' },
  ...{ FollowRequested: 'request', FollowRequestEnded: 'request' },
};

function setPrivate(facts: Set<string>, { card }: CardChanged): void {
  const fact = `private ${card?.accountId}`;
  if (card?.private) facts.add(fact);
  else facts.delete(fact);
}

function begin(facts: Set<string>, fact: string): void {
  if (facts.has(fact)) throw new Error(`${fact} begins twice`);
  facts.add(fact);
}

function end(facts: Set<string>, fact: string): void {
  if (!facts.delete(fact)) throw new Error(`${fact} ends without being there`);
}

/** The mutes that a block ends are told to end right after it. */
function faultOf(facts: ReadonlySet<string>, type: string): string | undefined {
  const ending = ['Blocked', 'Unmuted'].includes(type);
  for (const fact of facts) {
    const [kind, from, to] = fact.split(' ');
    if (kind === 'private' || kind === 'block' || (kind === 'mute' && ending)) continue;
    if (facts.has(`block ${from} ${to}`) || facts.has(`block ${to} ${from}`)) return `${fact} across a block`;
    if (kind === 'request' && facts.has(`follow ${from} ${to}`)) return `${fact} beside a follow`;
  }
  return undefined;
}
