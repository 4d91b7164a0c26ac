import { Acts } from './acts.ts';
import type { MutedTerm } from './mutes.ts';
import type { NativeApi } from './open-client.ts';
import type { Preferences } from './place.ts';
import type { Watch } from './streams/watch.ts';

/** Somebody of a world. */
export interface Person {
  /** `a` to `f`: how failures name them. */
  readonly name: string;
  readonly id: string;
  readonly handle: string;
  displayName: string;
  bio: string;
  readonly api: NativeApi;
  readonly followedTags: Set<string>;
  /** The newest last. */
  mutedTerms: MutedTerm[];
  private: boolean;
  preferences: Preferences;
  /** Whose notification requests they accepted. */
  readonly accepted: Set<Person>;
  /** Until when they dismissed what waits of whom. */
  readonly dismissed: Map<Person, number>;
}

export interface Circle {
  readonly id: string;
  readonly owner: Person;
  name: string;
  /** The last that came last. */
  readonly members: Set<Person>;
  deleted: boolean;
}

export type Audience = 'public' | 'followers' | 'mentioned' | 'circle';
export type Policy = 'everyone' | 'followed' | 'mentioned' | 'nobody';

/** People with what they do to something, the first that did first. */
export type Doers = Map<Person, number>;

export interface Post {
  /** `p0`, `p1`…: how failures name them. */
  readonly name: string;
  readonly id: string;
  readonly author: Person;
  readonly audience: Audience;
  /** The circle that it is for. */
  readonly circle: Circle | undefined;
  readonly quoted: Post | undefined;
  /** When it was written, as a number of the step. */
  readonly time: number;
  text: string;
  mentions: ReadonlySet<Person>;
  tags: ReadonlySet<string>;
  words: ReadonlySet<string>;
  policy: Policy;
  revisions: number;
  /** When its text was changed last, as `time`. */
  editTime: number | undefined;
  quoteRemoved: boolean;
  /** Milliseconds of the clock; for the 10 seconds in which it can be undone. */
  deletedAt: number | undefined;
  locked: boolean;
  approval: boolean;
  readonly likes: Doers;
  readonly reposts: Doers;
  readonly bookmarks: Doers;
  readonly threadMutes: Set<Person>;
  /** When it was pinned. */
  pinned: number | undefined;
}

export interface Comment {
  /** `c0`, `c1`…: how failures name them. */
  readonly name: string;
  readonly id: string;
  readonly post: Post;
  readonly parent: Comment | undefined;
  readonly author: Person;
  readonly time: number;
  text: string;
  mentions: ReadonlySet<Person>;
  tags: ReadonlySet<string>;
  words: ReadonlySet<string>;
  revisions: number;
  state: 'live' | 'held' | 'tombstone' | 'gone';
  /** It was not held all the time. */
  wasSeen: boolean;
  hidden: boolean;
  readonly likes: Doers;
}

/** Ordered pairs of people, each once, in the order in which they were put in. */
export class Pairs {
  readonly #keys = new Map<string, readonly [Person, Person]>();

  has(one: Person, other: Person): boolean {
    return this.#keys.has(one.name + other.name);
  }

  /** Whether it was not there. */
  add(one: Person, other: Person): boolean {
    if (this.has(one, other)) return false;
    this.#keys.set(one.name + other.name, [one, other]);
    return true;
  }

  /** Whether it was there. */
  delete(one: Person, other: Person): boolean {
    return this.#keys.delete(one.name + other.name);
  }

  /** Whom the person has such a pair with, the newest first. */
  from(person: Person): Person[] {
    return [...this.#keys.values()].flatMap(([one, other]) => (one === person ? [other] : [])).reverse();
  }

  /** Who has such a pair with the person, the newest first. */
  to(person: Person): Person[] {
    return [...this.#keys.values()].flatMap(([one, other]) => (other === person ? [one] : [])).reverse();
  }
}

/** Some people, all that they did, and what follows from it: the referee. */
export class World {
  readonly people: readonly Person[];
  /** Which nobody writes elsewhere, in lower case. */
  readonly words: readonly string[];
  /** Who has not signed in. */
  readonly guest: NativeApi;
  readonly follows = new Pairs();
  readonly requests = new Pairs();
  readonly blocks = new Pairs();
  readonly mutes = new Pairs();
  /** Of the mutes, those that mute notifications too. */
  readonly notificationMutes = new Pairs();
  readonly repostMutes = new Pairs();
  /** In the order of their making, the deleted ones too. */
  readonly circles: Circle[] = [];
  readonly posts: Post[] = [];
  readonly comments: Comment[] = [];
  readonly acts = new Acts();
  /** Who watches what. */
  readonly watches = new Map<string, Watch>();
  /** Counts what happens: later things have greater numbers. */
  #time = 0;

  constructor(people: readonly Person[], words: readonly string[], guest: NativeApi) {
    this.people = people;
    this.words = words;
    this.guest = guest;
  }

  tick(): number {
    this.#time += 1;
    return this.#time;
  }

  /** One of the two blocks the other. */
  parted(one: Person, other: Person): boolean {
    return this.blocks.has(one, other) || this.blocks.has(other, one);
  }

  /** A person likes, reposts, quotes or commented on a post, and did so before a time. */
  engagedBefore(person: Person, post: Post, time: number): boolean {
    const quotes = this.posts.filter(({ quoted, quoteRemoved }) => quoted === post && !quoteRemoved);
    const comments = this.standing(post).filter(({ state, wasSeen }) => wasSeen && state !== 'tombstone');
    const written = [...quotes, ...comments].filter(({ author }) => author === person);
    const times = [post.likes.get(person), post.reposts.get(person), ...written.map((each) => each.time)];
    return times.some((each) => each !== undefined && each < time);
  }

  /** Comments that still stand somewhere, be it as a tombstone. */
  standing(post: Post): Comment[] {
    return this.comments.filter((comment) => comment.post === post && comment.state !== 'gone');
  }
}
