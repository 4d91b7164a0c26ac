import { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import { type ListEntry, mergeEntries } from '../domain/list-entry.ts';
import type { StoredPost } from '../domain/post.ts';
import { findBookmarks } from './bookmark-store.ts';
import { countSeenComments } from './comment-store.ts';
import { findLikes, findReposts, type Like, likeKey } from './like-store.ts';
import {
  authorList,
  findListHeads,
  findListStretch,
  homeList,
  type ListHead,
  localList,
  type PostList,
  stretchOfHead,
} from './list-store.ts';
import { findMerged, placeReposts } from './merged-store.ts';
import { findStoredPosts } from './post-rows.ts';
import { findQuotes, type Quotes } from './quote-store.ts';
import { countDoneBy, type DoneBy } from './unseen-store.ts';

type Reading = Pick<Queries, 'all' | 'get'>;

/** How much is held at most. */
export interface PostLimits {
  readonly posts: number;
  readonly lists: number;
  readonly likes: number;
}

const usualLimits: PostLimits = { posts: 20_000, lists: 2_000, likes: 50_000 };

/**
 * Posts, what people do with them, and the beginnings of lists, held in memory as far as they are asked for: how they are
 * committed now. Each write tells here, in its transaction, what it changes; it acts with the commit. On writes of another
 * process the whole is cleared.
 */
export class PostCache {
  readonly posts: KeyedCache<StoredPost>;
  /** By the post that is quoted. */
  readonly quotes: KeyedCache<Quotes>;
  /** What an account bookmarked, by account. */
  readonly bookmarks: KeyedCache<ReadonlySet<string>>;
  readonly #database: Reading;
  readonly #homes: KeyedCache<ListHead>;
  readonly #authors: KeyedCache<ListHead>;
  readonly #local: KeyedCache<ListHead>;
  readonly #merged: KeyedCache<ReadonlySet<string>>;
  readonly #likes: KeyedCache<true>;
  readonly #reposts: KeyedCache<true>;

  constructor(database: Reading, limits: PostLimits = usualLimits) {
    this.#database = database;
    this.posts = new KeyedCache({ load: (ids) => findStoredPosts(database, ids), max: limits.posts });
    this.quotes = new KeyedCache({
      load: (ids) => findQuotes(database, ids),
      max: limits.likes,
      sizeOf: ({ openByAuthor, others }) => 1 + openByAuthor.size + others.length,
    });
    this.bookmarks = new KeyedCache({
      load: (accounts) => findBookmarks(database, accounts),
      max: limits.likes,
      sizeOf: ({ size }) => 1 + size,
    });
    const heads = (list: PostList) => (owners: readonly string[]) => findListHeads(database, list, owners);
    this.#homes = new KeyedCache({ load: heads(homeList), max: limits.lists });
    this.#authors = new KeyedCache({ load: heads(authorList), max: limits.lists });
    this.#merged = new KeyedCache({ load: async () => new Map([[everybody, await findMerged(database)]]), max: 1 });
    this.#local = new KeyedCache({ load: heads(localList), max: 1 });
    this.#likes = new KeyedCache({ load: (keys) => findLikes(database, keys), max: limits.likes });
    this.#reposts = new KeyedCache({ load: (keys) => findReposts(database, keys), max: limits.likes });
  }

  /**
   * At most `limit` entries of a home timeline before one, newest first: what was brought to it, and what those did whom its
   * owner follows and who are merged into it.
   */
  async findHome(
    ownerId: string,
    following: ReadonlySet<string> | undefined,
    before: string,
    limit: number,
  ): Promise<ListEntry[]> {
    const [authors, home] = await Promise.all([
      this.#mergedAmong(following),
      this.#find(this.#homes, homeList, { ownerId, before, limit }),
    ]);
    if (authors.length === 0) return home;
    const lists = await Promise.all(authors.map((authorId) => this.findOfAuthor(authorId, before, limit)));
    return placeReposts(this.#database, ownerId, authors, mergeEntries([home, ...lists], limit));
  }

  /** Says of the reposts among some entries of a home timeline, however found, whether their posts came to it before. */
  async placeAtHome(
    ownerId: string,
    following: ReadonlySet<string> | undefined,
    entries: readonly ListEntry[],
  ): Promise<readonly ListEntry[]> {
    const authors = await this.#mergedAmong(following);
    return authors.length === 0 ? entries : placeReposts(this.#database, ownerId, authors, entries);
  }

  /** As `findHome`, of what an author wrote and reposted. */
  findOfAuthor(ownerId: string, before: string, limit: number): Promise<ListEntry[]> {
    return this.#find(this.#authors, authorList, { ownerId, before, limit });
  }

  /** As `findHome`, of what is written for everybody. */
  findLocal(before: string, limit: number): Promise<ListEntry[]> {
    return this.#find(this.#local, localList, { ownerId: everybody, before, limit });
  }

  async #mergedAmong(following: ReadonlySet<string> | undefined): Promise<string[]> {
    const merged = await this.#merged.get(everybody);
    return merged && following ? [...merged].filter((authorId) => following.has(authorId)) : [];
  }

  async #find(
    heads: KeyedCache<ListHead>,
    list: PostList,
    stretch: { ownerId: string; before: string; limit: number },
  ): Promise<ListEntry[]> {
    const known = await heads.get(stretch.ownerId);
    const held = known && stretchOfHead(known, stretch.before, stretch.limit);
    return held ?? findListStretch(this.#database, list, stretch);
  }

  /** Which of some posts an account likes. */
  findLiked(accountId: string, posts: Posts): Promise<ReadonlySet<string>> {
    return findOf(this.#likes, accountId, posts, 'likes');
  }

  /** Which of some posts an account reposts. */
  findReposted(accountId: string, posts: Posts): Promise<ReadonlySet<string>> {
    return findOf(this.#reposts, accountId, posts, 'reposts');
  }

  /** What some people did with some posts, by post. Not held. */
  countDoneBy(accountIds: readonly string[], postIds: readonly string[]): Promise<ReadonlyMap<string, DoneBy>> {
    return countDoneBy(this.#database, accountIds, postIds);
  }

  /** How many comments of some posts a viewer sees. Not held. */
  countSeenComments(viewerId: string, unseen: readonly string[], postIds: readonly string[]) {
    return countSeenComments(this.#database, viewerId, unseen, postIds);
  }

  postAdded(tx: Transaction, { postId, authorId }: { postId: string; authorId: string }): void {
    tx.afterCommit(() => {
      this.posts.invalidate(postId);
      this.#authors.invalidate(authorId);
      this.#local.invalidate(everybody);
    });
  }

  /** @param owners in whose home timelines it was */
  postRemoved(tx: Transaction, post: { postId: string; authorId: string }, owners: readonly string[]): void {
    this.postAdded(tx, post);
    this.homesChanged(tx, owners);
  }

  postChanged(tx: Transaction, postId: string): void {
    tx.afterCommit(() => this.posts.invalidate(postId));
  }

  /** There is another quote of a post, or one less. */
  quotesChanged(tx: Transaction, postId: string): void {
    tx.afterCommit(() => {
      this.posts.invalidate(postId);
      this.quotes.invalidate(postId);
    });
  }

  likeChanged(tx: Transaction, like: Like): void {
    tx.afterCommit(() => {
      this.posts.invalidate(like.postId);
      this.#likes.invalidate(likeKey(like));
    });
  }

  repostChanged(tx: Transaction, repost: Like): void {
    tx.afterCommit(() => {
      this.posts.invalidate(repost.postId);
      this.#reposts.invalidate(likeKey(repost));
      this.#authors.invalidate(repost.accountId);
    });
  }

  bookmarksChanged(tx: Transaction, accountId: string): void {
    tx.afterCommit(() => this.bookmarks.invalidate(accountId));
  }

  mergedChanged(tx: Transaction): void {
    tx.afterCommit(() => this.#merged.invalidate(everybody));
  }

  homesChanged(tx: Transaction, owners: readonly string[]): void {
    tx.afterCommit(() => {
      for (const owner of owners) this.#homes.invalidate(owner);
    });
  }

  clear(): void {
    const { posts, quotes, bookmarks } = this;
    const caches = [
      posts,
      quotes,
      bookmarks,
      this.#homes,
      this.#authors,
      this.#local,
      this.#merged,
      this.#likes,
      this.#reposts,
    ];
    for (const cache of caches) cache.clear();
  }
}

/** The one key of what everybody has in common. */
const everybody = '';

type Posts = readonly (StoredPost | undefined)[];

async function findOf(cache: KeyedCache<true>, accountId: string, posts: Posts, deed: 'likes' | 'reposts') {
  // The count is exact: what nobody likes or reposts need not be asked for.
  const done = posts.flatMap((post) => (post && post.counts[deed] > 0 ? [post.postId] : []));
  if (done.length === 0) return nothing;
  const found = await cache.getMany(done.map((postId) => likeKey({ postId, accountId })));
  return new Set(done.filter((_, index) => found[index]));
}

const nothing: ReadonlySet<string> = new Set();
