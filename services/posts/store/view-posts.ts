import { standingTo } from '../../audience/replica/ties-store.ts';
import type { PostCounts, SharedPost, ViewedPost } from '../domain/post.ts';
import { seesPost } from '../domain/visibility.ts';
import { questionOf } from './post-question.ts';
import { findViewer, type PostSources, type Viewer } from './post-sources.ts';
import { countsFor } from './viewed-counts.ts';

/**
 * Posts as a viewer sees them: in the order of the ids, undefined where there is none that they may see. Of one that they
 * may not see nothing is counted or looked up, so that it takes as long as one that there is not.
 */
export async function viewPosts(
  sources: PostSources,
  viewerId: string | undefined,
  postIds: readonly string[],
): Promise<(ViewedPost | undefined)[]> {
  const [viewer, found] = await Promise.all([findViewer(sources, viewerId), findShared(sources, postIds)]);
  const posts = seenBy(viewer, found);
  const quotedIds = posts.flatMap((post) => (post?.quoted && !post.quoteRemoved ? [post.quoted.postId] : []));
  if (quotedIds.length === 0) return viewSeen(sources, viewer, posts);
  const [viewed, quoted] = await Promise.all([
    viewSeen(sources, viewer, posts),
    findShared(sources, quotedIds).then((found) => viewSeen(sources, viewer, seenBy(viewer, found))),
  ]);
  const byId = new Map(quoted.map((post) => [post?.postId, post]));
  return viewed.map((post) => post && withQuoted(post, byId.get(post.post.quoted?.postId)));
}

/** As `viewPosts`, of one. */
export async function viewOne(
  sources: PostSources,
  viewerId: string | undefined,
  postId: string,
): Promise<ViewedPost | undefined> {
  return (await viewPosts(sources, viewerId, [postId]))[0];
}

/** Puts to a post the one that it quotes, if the viewer may see it. */
export function withQuoted(post: ViewedPost, quoted: ViewedPost | undefined): ViewedPost {
  return quoted === undefined || post.post.quoteRemoved ? post : { ...post, quoted };
}

type Posts = readonly (SharedPost | undefined)[];

async function findShared({ posts, sharedPosts }: PostSources, postIds: readonly string[]): Promise<Posts> {
  return sharedPosts.find(await posts.posts.getMany(postIds));
}

/** Of some posts those that a viewer may see. */
function seenBy(viewer: Viewer, posts: Posts): Posts {
  return posts.map((post) => (post && seesPost(viewer.viewerId, questionOf(post, viewer)) ? post : undefined));
}

async function viewSeen(sources: PostSources, viewer: Viewer, posts: Posts): Promise<(ViewedPost | undefined)[]> {
  const { viewerId } = viewer;
  if (viewerId === undefined) {
    const counts = await countsFor(sources, viewer, posts);
    return posts.map((post) => post && viewPost(post, viewer, { ...nothing, counts: counts(post) }));
  }
  const [liked, reposted, bookmarked, followers, counts] = await Promise.all([
    sources.posts.findLiked(viewerId, posts),
    sources.posts.findReposted(viewerId, posts),
    sources.posts.bookmarks.get(viewerId),
    findFollowersOf(sources, viewerId, posts),
    countsFor(sources, viewer, posts),
  ]);
  const joins = (post: SharedPost): Joins => ({
    liked: liked.has(post.postId),
    reposted: reposted.has(post.postId),
    bookmarked: bookmarked?.has(post.postId) ?? false,
    followedByAuthor: followers.has(post.authorId),
    counts: counts(post),
  });
  return posts.map((post) => post && viewPost(post, viewer, joins(post)));
}

const nobody: ReadonlySet<string> = new Set();

/** Of the authors who let only those comment whom they follow: who follows the viewer. */
async function findFollowersOf({ people }: PostSources, viewerId: string, posts: Posts): Promise<ReadonlySet<string>> {
  const authors = posts.flatMap((post) => (post?.commentPolicy === 'followed' ? [post.authorId] : []));
  if (authors.length === 0) return nobody;
  const ties = await people.ties.getMany(authors);
  return new Set(authors.filter((_, index) => ties[index]?.following.has(viewerId)));
}

/** What joins a post and its viewer, beside the ties of the two. */
export interface Joins {
  readonly liked: boolean;
  readonly reposted: boolean;
  readonly bookmarked: boolean;
  readonly followedByAuthor: boolean;
  readonly counts: PostCounts;
}

const nothing = { liked: false, reposted: false, bookmarked: false, followedByAuthor: false } as const;

/** How a viewer stands to a new post of their own. */
export const ownNew: Joins = { ...nothing, counts: { likes: 0, comments: 0, reposts: 0, quotes: 0 } };

/** Puts to a post what concerns its viewer, who may see it, but for what it quotes. */
export function viewPost(post: SharedPost, viewer: Viewer, joins: Joins): ViewedPost {
  return {
    ...questionOf(post, viewer),
    ...{ post, postId: post.postId, quoted: undefined },
    counts: joins.counts,
    viewerLiked: joins.liked,
    viewerReposted: joins.reposted,
    viewerBookmarked: joins.bookmarked,
    followedByAuthor: joins.followedByAuthor,
    people: post.mentioned.map((card) => ({ card, relation: standingTo(viewer.ties, card.accountId) })),
  };
}
