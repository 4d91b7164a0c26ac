import { randomUUID } from 'node:crypto';
import { ClientError } from 'nice-grpc';
import { readReason } from '../../services/kit/read-reason.ts';
import type { Comment, Person, Post, World } from './world.ts';

/** One command as fast-check makes it: numbers, out of which it finds its things in the world as it then is. */
export interface Step {
  readonly kind: string;
  /** Who does it. */
  readonly actor: number;
  /** To whom: never the actor. */
  readonly other: number;
  /** Which post or comment. */
  readonly pick: number;
  /** How: an audience, a policy, whether to mention. */
  readonly flavour: number;
}

/** A step with its people. */
export interface Doing {
  readonly world: World;
  readonly actor: Person;
  readonly other: Person;
  readonly pick: number;
  readonly flavour: number;
}

/** Calls, checks the answer against the world, and changes the world as the call changed Tertulia. */
export type Act = (doing: Doing) => Promise<void>;

export function doingOf(world: World, { actor, other, pick, flavour }: Step): Doing {
  const { people } = world;
  const find = (index: number) => {
    const person = people[index % people.length];
    if (person === undefined) throw new Error('the world is empty');
    return person;
  };
  return { world, actor: find(actor), other: find(actor + 1 + (other % (people.length - 1))), pick, flavour };
}

/** How often calls ended how: what a run has reached. */
export const ends = new Map<string, number>();

/** Tertulia and the model do not agree. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';

  /** The same for failures that are alike, in whatever world: without the names of things and the numbers of steps. */
  get shape(): string {
    return this.message.replace(/expected \W.*/s, '').replace(/\b([a-f]|guest|[pc]\d+|step \d+)\b/g, '');
  }
}

/**
 * The answer of a call that is to end as said: `OK`, or by the reason of an error.
 * Undefined where an error was expected and came.
 */
export async function expectEnd<T>(call: Promise<T>, expected: string): Promise<T | undefined> {
  const { end, answer } = await call.then(
    (value) => ({ end: 'OK', answer: value }),
    (error: unknown) => ({ end: reasonOf(error), answer: undefined }),
  );
  ends.set(end, (ends.get(end) ?? 0) + 1);
  if (end !== expected) throw new Disagreement(`expected ${expected}, got ${end}`);
  return answer;
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof ClientError)) throw error;
  return readReason(error) || String(error.code);
}

/** Mostly whoever wrote a thing does it. */
export function byAuthor(doing: Doing, { author }: Post | Comment): Doing {
  const { actor, other, flavour } = doing;
  if (flavour % 4 === 0) return doing;
  return { ...doing, actor: author, other: other === author ? actor : other };
}

/** The request id of a new call. */
export function fresh(): { requestId: string } {
  return { requestId: randomUUID() };
}

/** Undefined while there is none. Later things come up more often: the world grows old. */
export function pickPost({ world, pick }: Doing): Post | undefined {
  return pickOf(world.posts, pick);
}

export function pickComment({ world, pick }: Doing): Comment | undefined {
  return pickOf(world.comments, pick);
}

function pickOf<T>(all: readonly T[], pick: number): T | undefined {
  const recent = pick % 4 === 0 ? all : all.slice(-8);
  return recent[pick % Math.max(recent.length, 1)];
}
