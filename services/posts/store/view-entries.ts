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

/** What a viewer has at a place of a list: `earlier` if the post that could stand there stands where it came first. */
export type Place = ViewedEntry | 'earlier' | undefined;

/** Entries for a viewer, in their order: undefined where there is none that they may see and want to. */
export async function viewEntries(
  sources: PostSources,
  viewer: Viewer,
  entries: readonly ListEntry[],
  unwanted?: Unwanted,
): Promise<(ViewedEntry | undefined)[]> {
  const places = await viewPlaces(sources, viewer, entries, unwanted);
  return places.map((place) => (place === 'earlier' ? undefined : place));
}

/** As `viewEntries`, and says which are not there only because their posts are there by an earlier reason. */
export async function viewPlaces(
  sources: PostSources,
  { viewerId, ties }: Viewer,
  entries: readonly ListEntry[],
  unwanted: Unwanted = nothingUnwanted,
): Promise<Place[]> {
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
  return entries.map(({ reposterId, earlierReposters, isThereBefore }, index): Place => {
    const post = posts[index];
    if (!post || unwanted.post(post)) return undefined;
    if (reposterId === undefined) return { post, repostedBy: undefined };
    if (isThereBefore || earlierReposters.some((accountId) => reposter(accountId))) return 'earlier';
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
