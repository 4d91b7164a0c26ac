import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Member, signUp } from '../members.ts';
import { as, type EdgeClient, openEdgeClient } from './edge-client.ts';

/** A post that was acknowledged. */
export interface WrittenPost {
  readonly postId: string;
  readonly author: Member;
  readonly mentioned: readonly Member[];
}

/** Calls that go on until they are told to end: two of five write. */
export interface Traffic {
  /** How many calls were answered. */
  answered(): number;
  readonly failures: readonly string[];
  readonly posts: readonly WrittenPost[];
  /** By the post that they stand on. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
  readonly handles: readonly string[];
  /** Ends when at least so many calls were made since the beginning. */
  end(atLeast?: number): Promise<void>;
}

export interface TrafficOptions {
  readonly url: string;
  readonly callsPerSecond: number;
  /** Who can be mentioned. */
  readonly watchers: readonly Member[];
}

/** How many calls may run at a time: enough to catch up with the pace after a second's pause. */
const workers = 24;
const authorCount = 8;

/** Starts calls at a pace. When the machine was too slow for it, those that are late are made as fast as it can. */
export async function startTraffic(options: TrafficOptions): Promise<Traffic> {
  const client = openEdgeClient(options.url);
  const authors = await Promise.all(
    Array.from({ length: authorCount }, (_, number) => signUp(options.url, `author_${number}`)),
  );
  const calls = new Calls(client, authors, options.watchers);
  await calls.begin();
  const begin = performance.now();
  let [taken, answered, last] = [0, 0, Number.POSITIVE_INFINITY];
  const work = async () => {
    while (taken < last) {
      const number = taken++;
      const due = begin + (number / options.callsPerSecond) * 1_000;
      await delay(Math.max(0, due - performance.now()));
      await calls.make(number);
      answered++;
    }
  };
  const working = Promise.all(Array.from({ length: workers }, work));
  return {
    answered: () => answered,
    failures: calls.failures,
    posts: calls.posts,
    comments: calls.comments,
    handles: calls.handles,
    async end(atLeast = 0) {
      last = Math.max(atLeast, taken);
      await working;
      client[Symbol.dispose]();
    },
  };
}

class Calls {
  readonly failures: string[] = [];
  readonly posts: WrittenPost[] = [];
  readonly comments = new Map<string, string[]>();
  readonly handles: string[] = [];
  readonly #client: EdgeClient;
  readonly #authors: readonly Member[];
  readonly #watchers: readonly Member[];

  constructor(client: EdgeClient, authors: readonly Member[], watchers: readonly Member[]) {
    this.#client = client;
    this.#authors = authors;
    this.#watchers = watchers;
  }

  /** A post of each author, so that there is something to read and to comment on. */
  async begin(): Promise<void> {
    for (const [number, author] of this.#authors.entries()) {
      await this.#post(author, number, []);
      this.comments.set(this.#postOf(number).postId, []);
    }
  }

  async make(number: number): Promise<void> {
    const author = pick(this.#authors, number);
    const { postId } = this.#postOf(number % authorCount);
    try {
      await this.#call(number, author, postId);
    } catch (error) {
      this.failures.push(`call ${number}, ${kinds[number % kinds.length]}: ${String(error)}`);
    }
  }

  async #call(number: number, author: Member, postId: string): Promise<unknown> {
    const { posts, timelines, comments, notifications, profiles, accounts } = this.#client;
    const requestId = randomUUID();
    switch (kinds[number % kinds.length]) {
      case 'post':
        return this.#post(
          author,
          number,
          [0, 1].map((next) => pick(this.#watchers, number + next)),
        );
      case 'comment': {
        const text = `comment ${number}`;
        const { comment } = await comments.createComment({ requestId, postId, text }, as(author));
        return this.comments.get(postId)?.push(comment?.commentId ?? 'none');
      }
      case 'sign up': {
        const handle = `new_${number}`;
        await accounts.signUp({ requestId, handle, displayName: handle, password: 'long enough for a test' });
        return this.handles.push(handle);
      }
      case 'get post':
        return posts.getPost({ postId }, as(author));
      case 'list comments':
        return comments.listComments({ postId, pageSize: 10 }, as(author));
      case 'home':
        return timelines.listHomeTimeline({ pageSize: 10 }, as(author));
      case 'profile':
        return profiles.getProfile({ name: { $case: 'accountId', value: author.id } }, as(author));
      default:
        return notifications.getUnreadCount({}, as(author));
    }
  }

  async #post(author: Member, number: number, mentioned: readonly Member[]): Promise<void> {
    const text = [`number ${number}`, ...mentioned.map(({ handle }) => `@${handle}`)].join(' ');
    const request = { requestId: randomUUID(), text, audience: 0 } as const;
    const { post } = await this.#client.posts.createPost(request, as(author));
    this.posts.push({ postId: post?.postId ?? 'none', author, mentioned });
  }

  #postOf(number: number): WrittenPost {
    return this.posts[number] ?? fail(`there is no post ${number}`);
  }
}

const kinds = [
  ...['post', 'get post', 'comment', 'home', 'unread'],
  ...['post', 'profile', 'sign up', 'list comments', 'get post'],
] as const;

function pick<T>(from: readonly T[], number: number): T {
  return from[number % from.length] ?? fail('nobody is there');
}

function fail(message: string): never {
  throw new Error(message);
}
