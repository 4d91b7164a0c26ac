/** A post in a list, with its place there and why it is there. */
export interface ListEntry {
  /** Orders the list: later ones come first. */
  readonly entryId: string;
  readonly postId: string;
  /** Who reposted it; undefined if it stands there for itself. */
  readonly reposterId: string | undefined;
  /** Who reposted it before, into the same list: where one of these counts, this entry does not. */
  readonly earlierReposters: readonly string[];
}

/** A post that stands in a list for itself. */
export function plainEntry(postId: string, entryId = postId): ListEntry {
  return { entryId, postId, reposterId: undefined, earlierReposters: none };
}

const none: readonly string[] = [];
