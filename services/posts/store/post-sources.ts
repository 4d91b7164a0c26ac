import type { Mutes } from '../../audience/mutes/mutes.ts';
import { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Ties } from '../../audience/replica/ties-store.ts';
import type { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { PostCache } from './post-cache.ts';
import { SharedPosts } from './shared-posts.ts';

/** What posts are read from. */
export interface PostSources {
  readonly posts: PostCache;
  readonly people: PeopleCache;
  readonly sharedPosts: SharedPosts;
}

/** What home timelines are read from: also what their owners mute, by account. */
export interface HomeSources extends PostSources {
  readonly mutes: KeyedCache<Mutes>;
  readonly now: () => Date;
}

/** The same inside a transaction: what it has changed is read changed. For one post or a few. */
export function sourcesIn(tx: Transaction): PostSources {
  const people = new PeopleCache(tx, { cards: 200, ties: 10_000 });
  const posts = new PostCache(tx, { posts: 100, lists: 1, likes: 100 });
  return { posts, people, sharedPosts: new SharedPosts(people) };
}

/** Someone who reads posts; without an account, both are undefined. */
export interface Viewer {
  readonly viewerId: string | undefined;
  readonly ties: Ties | undefined;
}

/** Who reads, and how they stand to others now. */
export async function findViewer({ people }: PostSources, viewerId: string | undefined): Promise<Viewer> {
  return { viewerId, ties: viewerId === undefined ? undefined : await people.ties.get(viewerId) };
}
