import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { mentionedIds } from '../../text/text-spans.ts';
import type { SharedPost, StoredPost } from '../domain/post.ts';

/**
 * Posts with the cards that they show. What was put together once is kept with the post, and is as good as new until any
 * card changes, which is seldom: so a page costs no look-up for each card.
 */
export class SharedPosts {
  readonly #people: PeopleCache;
  readonly #made = new WeakMap<StoredPost, { cardsVersion: number; shared: SharedPost | undefined }>();

  constructor(people: PeopleCache) {
    this.#people = people;
  }

  /** In the order of the posts; undefined where there is none, or its author is gone. */
  async find(posts: readonly (StoredPost | undefined)[]): Promise<(SharedPost | undefined)[]> {
    const { cardsVersion } = this.#people;
    const stale = posts.filter((post) => post && this.#made.get(post)?.cardsVersion !== cardsVersion);
    const made = stale.length === 0 ? nothing : await this.#make(stale, cardsVersion);
    return posts.map((post) => post && (made.has(post) ? made.get(post) : this.#made.get(post)?.shared));
  }

  async #make(posts: readonly (StoredPost | undefined)[], cardsVersion: number) {
    const found = await this.#people.cards.getMany(peopleOf(posts));
    const cards = new Map(found.flatMap((card) => (card ? [[card.accountId, card] as const] : [])));
    const made = new Map<StoredPost, SharedPost | undefined>();
    for (const post of posts) {
      if (!post) continue;
      const shared = sharePost(post, cards);
      made.set(post, shared);
      // The cards are those of this version or of a later one; of a later one they are looked for again.
      this.#made.set(post, { cardsVersion, shared });
    }
    return made;
  }
}

const nothing: ReadonlyMap<StoredPost, SharedPost | undefined> = new Map();

/** Puts the cards to a post. Without an author there is no post. */
export function sharePost(post: StoredPost, cards: ReadonlyMap<string, Card>): SharedPost | undefined {
  const author = cards.get(post.authorId);
  if (!author) return undefined;
  const mentioned = mentionedIds(post.spans);
  return { ...post, author, mentioned: mentioned.flatMap((accountId) => cards.get(accountId) ?? []) };
}

/** Whose cards some posts need: their authors' and those of whom they mention. */
export function peopleOf(posts: readonly (StoredPost | undefined)[]): string[] {
  return [...new Set(posts.flatMap((post) => (post ? [post.authorId, ...mentionedIds(post.spans)] : [])))];
}
