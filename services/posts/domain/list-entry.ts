/** A post in a list, with its place there and why it is there. */
export interface ListEntry {
  /** Orders the list: later ones come first. */
  readonly entryId: string;
  readonly postId: string;
  /** Who reposted it; undefined if it stands there for itself. */
  readonly reposterId: string | undefined;
  /** Who reposted it before, into the same list: where one of these counts, this entry does not. */
  readonly earlierReposters: readonly string[];
  /** The post stands in the list for itself too: this entry does not count. */
  readonly isThereBefore?: boolean;
}

/**
 * Some lists as one, in their order: each entry once. At most `limit`, which each of the lists was asked for.
 */
export function mergeEntries(lists: readonly (readonly ListEntry[])[], limit: number): ListEntry[] {
  const entries = new Map(lists.flat().map((entry) => [entry.entryId, entry]));
  const ids = [...entries.keys()].sort().reverse();
  return ids.slice(0, limit).flatMap((entryId) => entries.get(entryId) ?? []);
}

/** A post that stands in a list for itself. */
export function plainEntry(postId: string, entryId = postId): ListEntry {
  return { entryId, postId, reposterId: undefined, earlierReposters: none };
}

const none: readonly string[] = [];
