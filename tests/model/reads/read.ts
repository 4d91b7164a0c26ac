import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import type { NativeApi } from '../open-client.ts';
import type { Viewer } from '../sight.ts';
import { Disagreement, reasonOf } from '../step.ts';
import type { Comment, Person, Post, World } from '../world.ts';

/** One call, and what it must tell. Both sides are plain data that names people, posts and comments. */
export interface Read {
  readonly name: string;
  readonly expected: unknown;
  ask(): Promise<unknown>;
}

/** Somebody who reads a world. */
export interface Reading {
  readonly world: World;
  readonly viewer: Viewer;
  readonly api: NativeApi;
  readonly names: Names;
  /** How many items a page has at most. */
  readonly pageSize: number;
}

/** The names of a world's things by their ids. */
export class Names {
  readonly #names: ReadonlyMap<string, string>;
  readonly #people: ReadonlyMap<string, Person>;

  constructor({ people, posts, comments }: World) {
    this.#names = new Map([...people, ...posts, ...comments].map(({ id, name }) => [id, name]));
    this.#people = new Map(people.map((person) => [person.id, person]));
  }

  has(id: string | undefined): boolean {
    return this.#names.has(id ?? '');
  }

  /** An unknown id stands for itself: it will not be expected. */
  of(id: string | undefined): string {
    return this.#names.get(id ?? '') ?? id ?? 'nothing';
  }

  /** The name of a person whose card says what they say of themselves now. */
  ofCard(card: ProfileCard | undefined): string {
    const person = this.#people.get(card?.accountId ?? '');
    if (card === undefined || person === undefined) return this.of(card?.accountId);
    const { handle, displayName, private: isPrivate } = card;
    const isRight = handle === person.handle && displayName === person.displayName && isPrivate === person.private;
    return isRight ? person.name : `${person.name} as ${handle}, ${displayName}${isPrivate ? ', private' : ''}`;
  }
}

export function nameOf(thing: Person | Post | Comment): string {
  return thing.name;
}

/** Reads all pages of a list, or those up to one that is enough. */
export async function walk<P extends { nextPageToken: string }, T>(
  { pageSize }: Pick<Reading, 'pageSize'>,
  readPage: (page: { pageSize: number; pageToken: string }) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
  isEnough: (page: P) => boolean = () => false,
): Promise<T[]> {
  const items: T[] = [];
  let pageToken = '';
  do {
    const page = await readPage({ pageSize, pageToken });
    items.push(...itemsOf(page));
    pageToken = isEnough(page) ? '' : page.nextPageToken;
  } while (pageToken !== '');
  return items;
}

/** How many disagreements are told beside the first. */
const maxTold = 4;
/** How many calls are under way: more would be a load, and be refused as one. */
const atOnce = 24;
/** What was written is seen everywhere within a second; so much is allowed on a busy machine. */
const patienceMs = 2_000;

/** Compares what is told with what must be; asks again for a while, since services may be about to hear of it. */
export async function compare(reads: readonly Read[]): Promise<void> {
  const waiting = [...reads];
  const failures: unknown[] = [];
  const compareSome = async () => {
    for (let read = waiting.pop(); read; read = waiting.pop())
      await compareOne(read).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, compareSome));
  const [first, ...others] = failures;
  if (first instanceof Disagreement && others.length > 0)
    throw new Disagreement([first, ...others.slice(0, maxTold)].map(String).join('\n'));
  if (first !== undefined) throw first;
}

async function compareOne({ name, expected, ask }: Read): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const got = await ask().catch(reasonOf);
    if (isDeepStrictEqual(got, expected)) return;
    if (Date.now() > end)
      throw new Disagreement(`${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
    await delay(20);
  }
}
