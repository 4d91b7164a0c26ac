import { PeopleCache } from '../../audience/replica/people-cache.ts';
import { standingTo, type Ties } from '../../audience/replica/ties-store.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { SharedPost, StoredPost, ViewedPost } from '../domain/post.ts';
import { PostCache } from './post-cache.ts';
import { SharedPosts } from './shared-posts.ts';

/** What posts are read from. */
export interface PostSources {
  readonly posts: PostCache;
  readonly people: PeopleCache;
  readonly sharedPosts: SharedPosts;
}

/** The same inside a transaction: what it has changed is read changed. For one post or a few. */
export function sourcesIn(tx: Transaction): PostSources {
  const people = new PeopleCache(tx, { cards: 200, ties: 10_000 });
  const posts = new PostCache(tx, { posts: 100, lists: 1, likes: 100 });
  return { posts, people, sharedPosts: new SharedPosts(people) };
}

/** Someone who reads posts; without an account, both are undefined. */
export interface Viewer {
  readonly viewerId: string | undefined;
  readonly ties: Ties | undefined;
}

/** Who reads, and how they stand to others now. */
export async function findViewer({ people }: PostSources, viewerId: string | undefined): Promise<Viewer> {
  return { viewerId, ties: viewerId === undefined ? undefined : await people.ties.get(viewerId) };
}

/** Posts for a viewer, who may not be allowed to see them: in the order of the ids, undefined where there is none. */
export async function viewPosts(
  sources: PostSources,
  viewerId: string | undefined,
  postIds: readonly string[],
): Promise<(ViewedPost | undefined)[]> {
  const [stored, viewer] = await Promise.all([sources.posts.posts.getMany(postIds), findViewer(sources, viewerId)]);
  const [posts, liked, followers] = await Promise.all([
    sources.sharedPosts.find(stored),
    viewerId === undefined ? undefined : sources.posts.findLiked(viewerId, stored),
    viewerId === undefined ? nobody : findFollowersOf(sources, viewerId, stored),
  ]);
  const done = (post: SharedPost) => ({
    liked: liked?.has(post.postId) ?? false,
    followedByAuthor: followers.has(post.authorId),
  });
  return posts.map((post) => post && viewPost(post, viewer, done(post)));
}

/** As `viewPosts`, of one. */
export async function viewOne(
  sources: PostSources,
  viewerId: string | undefined,
  postId: string,
): Promise<ViewedPost | undefined> {
  return (await viewPosts(sources, viewerId, [postId]))[0];
}

const nobody: ReadonlySet<string> = new Set();

/** Of the authors who let only those comment whom they follow: who follows the viewer. */
async function findFollowersOf(
  { people }: PostSources,
  viewerId: string,
  posts: readonly (StoredPost | undefined)[],
): Promise<ReadonlySet<string>> {
  const authors = posts.flatMap((post) => (post?.commentPolicy === 'followed' ? [post.authorId] : []));
  if (authors.length === 0) return nobody;
  const ties = await people.ties.getMany(authors);
  return new Set(authors.filter((_, index) => ties[index]?.following.has(viewerId)));
}

/** What joins a post and its viewer, beside the ties of the two. */
export interface Done {
  readonly liked: boolean;
  readonly followedByAuthor: boolean;
}

/** Puts to a post what concerns its viewer. */
export function viewPost(post: SharedPost, { viewerId, ties }: Viewer, { liked, followedByAuthor }: Done): ViewedPost {
  const { postId, authorId, audience, circleId } = post;
  return {
    ...{ post, postId, authorId, audience, followedByAuthor },
    authorPrivate: post.author.private,
    inCircle: circleId !== undefined && (ties?.memberOf.has(circleId) ?? false),
    viewerLiked: liked,
    relation: standingTo(ties, authorId),
    mentioned: viewerId !== undefined && post.mentioned.some(({ accountId }) => accountId === viewerId),
    people: post.mentioned.map((card) => ({ card, relation: standingTo(ties, card.accountId) })),
  };
}
