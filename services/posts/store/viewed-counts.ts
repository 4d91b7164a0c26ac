import { standingTo } from '../../audience/replica/ties-store.ts';
import type { PostCounts, StoredPost } from '../domain/post.ts';
import { seesDeedOf, seesPost } from '../domain/visibility.ts';
import { questionOf } from './post-question.ts';
import type { PostSources, Viewer } from './post-sources.ts';
import type { Quotes } from './quote-store.ts';

type Posts = readonly (StoredPost | undefined)[];

/** The counts of a post for one viewer. */
export type CountsOf = (post: StoredPost | undefined) => PostCounts;

const none: PostCounts = { likes: 0, comments: 0, reposts: 0, quotes: 0 };

const asStored: CountsOf = (post) => post?.counts ?? none;

/**
 * Counts for a viewer what the lists of likers, reposters, quotes and comments give them. Who is in no block, and reads of
 * what nobody quotes, as most do, sees all that there is: that costs nothing.
 */
export async function countsFor(sources: PostSources, viewer: Viewer, posts: Posts): Promise<CountsOf> {
  const unseen = unseenPeople(viewer);
  const quoted = posts.filter((post) => post !== undefined && post.counts.quotes > 0);
  const discussed = posts.filter((post) => post !== undefined && isSeenDifferently(post, viewer, unseen));
  if (unseen.length === 0 && quoted.length === 0 && discussed.length === 0) return asStored;
  const [doneBy, quotes, comments] = await Promise.all([
    unseen.length === 0 ? undefined : sources.posts.countDoneBy(unseen, idsOf(posts)),
    countQuotes(sources, viewer, idsOf(quoted), unseen),
    discussed.length === 0
      ? undefined
      : sources.posts.countSeenComments(viewer.viewerId ?? '', unseen, idsOf(discussed)),
  ]);
  return (post) => {
    if (!post) return none;
    const hidden = doneBy?.get(post.postId);
    return {
      comments: comments?.get(post.postId) ?? post.counts.comments,
      likes: Math.max(0, post.counts.likes - (hidden?.likes ?? 0)),
      reposts: Math.max(0, post.counts.reposts - (hidden?.reposts ?? 0)),
      quotes: quotes.get(post.postId) ?? 0,
    };
  };
}

/** The viewer may see fewer of its comments than everybody, or more. */
function isSeenDifferently(post: StoredPost, { viewerId }: Viewer, unseen: readonly string[]): boolean {
  return (post.hasHiddenComments && viewerId !== undefined) || (unseen.length > 0 && post.counts.comments > 0);
}

/** Whose likes and reposts the viewer does not see. */
function unseenPeople({ viewerId, ties }: Viewer): string[] {
  if (!ties || (ties.blocking.size === 0 && ties.blockedBy.size === 0)) return [];
  const people = ties.blocking.union(ties.blockedBy);
  return [...people].filter((accountId) => !seesDeedOf(viewerId, accountId, standingTo(ties, accountId)));
}

async function countQuotes(
  sources: PostSources,
  viewer: Viewer,
  postIds: readonly string[],
  unseen: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await sources.posts.quotes.getMany(postIds);
  const others = await countSeen(sources, viewer, found);
  return new Map(
    postIds.map((postId, index) => {
      const quotes = found[index];
      const hidden = unseen.reduce((sum, accountId) => sum + (quotes?.openByAuthor.get(accountId) ?? 0), 0);
      return [postId, (quotes?.open ?? 0) - hidden + (others[index] ?? 0)];
    }),
  );
}

/** How many of the quotes that are not for everybody the viewer may see, for each of some posts. */
async function countSeen(
  sources: PostSources,
  viewer: Viewer,
  quotes: readonly (Quotes | undefined)[],
): Promise<number[]> {
  const ids = quotes.flatMap((some) => some?.others ?? []);
  if (ids.length === 0) return [];
  const shared = await sources.sharedPosts.find(await sources.posts.posts.getMany(ids));
  const seen = new Set(
    shared.flatMap((post) => (post && seesPost(viewer.viewerId, questionOf(post, viewer)) ? [post.postId] : [])),
  );
  return quotes.map((some) => some?.others.filter((postId) => seen.has(postId)).length ?? 0);
}

function idsOf(posts: Posts): string[] {
  return posts.flatMap((post) => (post ? [post.postId] : []));
}
