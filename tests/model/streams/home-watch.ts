import type { WatchHomeResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { type Entry, homeOf } from '../reads/home.ts';
import { Names, type Read } from '../reads/read.ts';
import { whyPostUnseen } from '../sight.ts';
import type { Person, World } from '../world.ts';
import { Sightings } from './sightings.ts';
import { Stream } from './stream.ts';
import type { Watch } from './watch.ts';

/** Hears which posts come to a home timeline. */
export class HomeWatch implements Watch {
  readonly #world: World;
  readonly #viewer: Person;
  readonly #stream: Stream<WatchHomeResponse>;
  readonly #sightings = new Sightings();
  /** What came by being written or reposted, and has been there ever since. */
  #arrived: readonly Entry[] = [];
  /** When each post was written or reposted, by its name: so often it can come. */
  readonly #origins = new Map<string, Set<number>>();
  /** Up to when the world was noted. */
  #time: number;
  /** How many messages were judged by whether they may be seen. */
  #judged = 0;

  constructor(world: World, viewer: Person) {
    this.#world = world;
    this.#viewer = viewer;
    this.#time = world.tick();
    this.#stream = new Stream((cursor, options) => viewer.api.timelines.watchHome({ cursor }, options));
  }

  get isOpen(): boolean {
    return this.#stream.isOpen;
  }

  open(): Promise<void> {
    return this.#stream.start();
  }

  leave(): Promise<void> {
    return this.#stream.stop();
  }

  note(): void {
    const home = homeOf(this.#world, this.#viewer);
    const fresh = home.filter(({ time }) => time > this.#time);
    const stayed = this.#arrived.filter(({ name }) => home.some((entry) => entry.name === name));
    this.#arrived = [...stayed, ...fresh];
    this.#time = this.#world.tick();
    for (const post of this.#world.posts) {
      this.#sightings.note(post.name, whyPostUnseen(this.#world, this.#viewer, post));
      const origins = this.#origins.get(post.name) ?? new Set([post.time]);
      this.#origins.set(post.name, origins.union(new Set(post.reposts.values())));
    }
  }

  reads(): Read[] {
    const names = new Names(this.#world);
    const { heard } = this.#stream;
    const { length } = heard;
    const [seen, judged] = [this.#sightings.seen, this.#judged];
    this.#judged = length;
    this.#sightings.turn();
    const arrived = this.#arrived.map(({ post }) => post.name);
    const told = (from = 0) => heard.slice(from).flatMap(({ postIds }) => postIds.map((id) => names.of(id)));
    const read = (what: string, expected: unknown, ask: () => unknown): Read => {
      return { name: `${this.#viewer.name} WatchHome${what}`, expected, ask: async () => ask() };
    };
    return [
      // What left the timeline and came anew was told before.
      read('', arrived, () => this.#stream.end ?? lastOf(told()).filter((name) => arrived.includes(name))),
      read(', of what nobody may see', [], () => told(judged).filter((name) => !seen.has(name))),
      read(', of what it told before', [], () => {
        const times = Map.groupBy(told(), (name) => name);
        return [...times]
          .filter(([name, all]) => all.length > (this.#origins.get(name)?.size ?? 0))
          .map(([name]) => name);
      }),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
  }
}

/** Each once, where it stands last. */
function lastOf(names: readonly string[]): string[] {
  return names.filter((name, index) => names.lastIndexOf(name) === index);
}
