import { KeyedCache } from '../../kit/cache/keyed-cache.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { StoredPost } from '../domain/post.ts';
import { findLikes, type Like, likeKey } from './like-store.ts';
import { authorList, findListHeads, findListStretch, homeList, type ListHead, stretchOfHead } from './list-store.ts';
import { findStoredPosts } from './post-rows.ts';

type Reading = Pick<Queries, 'all' | 'get'>;

/** How much is held at most. */
export interface PostLimits {
  readonly posts: number;
  readonly lists: number;
  readonly likes: number;
}

const usualLimits: PostLimits = { posts: 20_000, lists: 2_000, likes: 50_000 };

/**
 * Posts, likes and the beginnings of lists, held in memory as far as they are asked for: how they are committed now. Each
 * write tells here, in its transaction, what it changes; it acts with the commit. On writes of another process the whole
 * is cleared.
 */
export class PostCache {
  readonly posts: KeyedCache<StoredPost>;
  readonly #database: Reading;
  readonly #homes: KeyedCache<ListHead>;
  readonly #authors: KeyedCache<ListHead>;
  readonly #likes: KeyedCache<true>;

  constructor(database: Reading, limits: PostLimits = usualLimits) {
    this.#database = database;
    this.posts = new KeyedCache({ load: (ids) => findStoredPosts(database, ids), max: limits.posts });
    this.#homes = new KeyedCache({ load: (owners) => findListHeads(database, homeList, owners), max: limits.lists });
    this.#authors = new KeyedCache({
      load: (owners) => findListHeads(database, authorList, owners),
      max: limits.lists,
    });
    this.#likes = new KeyedCache({ load: (keys) => findLikes(database, keys), max: limits.likes });
  }

  /** At most `limit` posts of a home timeline before an id, newest first. */
  async findHome(ownerId: string, before: string, limit: number): Promise<string[]> {
    const known = await this.#homes.get(ownerId);
    const stretch = known && stretchOfHead(known, before, limit);
    return stretch ?? findListStretch(this.#database, homeList, { ownerId, before, limit });
  }

  /** As `findHome`, of those that an author wrote. */
  async findOfAuthor(ownerId: string, before: string, limit: number): Promise<string[]> {
    const known = await this.#authors.get(ownerId);
    const stretch = known && stretchOfHead(known, before, limit);
    return stretch ?? findListStretch(this.#database, authorList, { ownerId, before, limit });
  }

  /** Which of some posts an account likes. */
  async findLiked(accountId: string, posts: readonly (StoredPost | undefined)[]): Promise<ReadonlySet<string>> {
    // The count is exact: what nobody likes need not be asked for.
    const liked = posts.flatMap((post) => (post && post.likeCount > 0 ? [post.postId] : []));
    if (liked.length === 0) return nothing;
    const found = await this.#likes.getMany(liked.map((postId) => likeKey({ postId, accountId })));
    return new Set(liked.filter((_, index) => found[index]));
  }

  postAdded(tx: Transaction, { postId, authorId }: { postId: string; authorId: string }): void {
    tx.afterCommit(() => {
      this.posts.invalidate(postId);
      this.#authors.invalidate(authorId);
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

  likeChanged(tx: Transaction, like: Like): void {
    tx.afterCommit(() => {
      this.posts.invalidate(like.postId);
      this.#likes.invalidate(likeKey(like));
    });
  }

  homesChanged(tx: Transaction, owners: readonly string[]): void {
    tx.afterCommit(() => {
      for (const owner of owners) this.#homes.invalidate(owner);
    });
  }

  clear(): void {
    for (const cache of [this.posts, this.#homes, this.#authors, this.#likes]) cache.clear();
  }
}

const nothing: ReadonlySet<string> = new Set();
