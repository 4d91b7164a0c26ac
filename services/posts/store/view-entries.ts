import { standingTo } from '../../audience/replica/ties-store.ts';
import type { ListEntry } from '../domain/list-entry.ts';
import type { MentionedPerson, ViewedPost } from '../domain/post.ts';
import type { Unwanted } from '../domain/unwanted.ts';
import { seesRepostsOf } from '../domain/visibility.ts';
import type { PostSources, Viewer } from './post-sources.ts';
import { viewPosts } from './view-posts.ts';

/** An entry of a list as its reader sees it. */
export interface ViewedEntry {
  readonly post: ViewedPost;
  /** Who reposted the post into the list; undefined if it stands there for itself. */
  readonly repostedBy: MentionedPerson | undefined;
}

const nothingUnwanted: Unwanted = { post: () => false, repostsOf: () => false };

/** Entries for a viewer, in their order: undefined where there is none that they may see and want to. */
export async function viewEntries(
  sources: PostSources,
  { viewerId, ties }: Viewer,
  entries: readonly ListEntry[],
  unwanted: Unwanted = nothingUnwanted,
): Promise<(ViewedEntry | undefined)[]> {
  const [posts, people] = await Promise.all([
    viewPosts(
      sources,
      viewerId,
      entries.map(({ postId }) => postId),
    ),
    findReposters(sources, entries),
  ]);
  const reposter = (accountId: string): MentionedPerson | undefined => {
    const card = people?.get(accountId);
    const person = card && { card, relation: standingTo(ties, accountId) };
    return person && seesRepostsOf(viewerId, person) && !unwanted.repostsOf(accountId) ? person : undefined;
  };
  return entries.map(({ reposterId, earlierReposters, isThereBefore }, index): ViewedEntry | undefined => {
    const post = posts[index];
    if (isThereBefore || !post || unwanted.post(post)) return undefined;
    if (reposterId === undefined) return { post, repostedBy: undefined };
    if (earlierReposters.some((accountId) => reposter(accountId))) return undefined;
    const repostedBy = reposter(reposterId);
    return repostedBy && { post, repostedBy };
  });
}

async function findReposters({ people }: PostSources, entries: readonly ListEntry[]) {
  const ids = new Set(
    entries.flatMap(({ reposterId, earlierReposters }) =>
      reposterId === undefined ? [] : [reposterId, ...earlierReposters],
    ),
  );
  if (ids.size === 0) return undefined;
  const cards = await people.cards.getMany([...ids]);
  return new Map(cards.flatMap((card) => (card ? [[card.accountId, card] as const] : [])));
}
