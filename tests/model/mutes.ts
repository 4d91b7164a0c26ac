import type { Person, Post, World } from './world.ts';
import type { Writing } from './writing.ts';

/** A word or hashtag that somebody does not want to come to them by itself. */
export interface MutedTerm {
  readonly id: string;
  readonly term: string;
  /** Only the hashtag. */
  readonly hashtag: boolean;
  /** It ends by itself, long after the world. */
  ends: boolean;
}

type Marks = Pick<Writing, 'tags' | 'words'>;

/** Where one looks for a word, the mutes of that one do not count. */
export function mutesWriting({ mutedTerms }: Person, { tags, words }: Marks, sought?: string): boolean {
  const counting = mutedTerms.filter(({ term }) => term !== sought);
  return counting.some(({ term, hashtag }) => tags.has(term) || (!hashtag && words.has(term)));
}

/** Whoever wrote the post, or what it says, is muted. One's own never is. */
export function mutesPost(world: World, owner: Person, post: Post, sought?: string): boolean {
  return post.author !== owner && (world.mutes.has(owner, post.author) || mutesWriting(owner, post, sought));
}
