import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import { standingTo, type Ties } from '../../audience/replica/ties-store.ts';
import type { SharedPost, ViewedPost } from '../domain/post.ts';
import type { PostCache } from './post-cache.ts';
import type { SharedPosts } from './shared-posts.ts';

/** What posts are read from. */
export interface PostSources {
  readonly posts: PostCache;
  readonly people: PeopleCache;
  readonly sharedPosts: SharedPosts;
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
  const [posts, liked] = await Promise.all([
    sources.sharedPosts.find(stored),
    viewerId === undefined ? undefined : sources.posts.findLiked(viewerId, stored),
  ]);
  return posts.map((post) => post && viewPost(post, viewer, liked?.has(post.postId) ?? false));
}

/** As `viewPosts`, of one. */
export async function viewOne(
  sources: PostSources,
  viewerId: string | undefined,
  postId: string,
): Promise<ViewedPost | undefined> {
  return (await viewPosts(sources, viewerId, [postId]))[0];
}

/** Puts to a post what concerns its viewer. */
export function viewPost(post: SharedPost, { viewerId, ties }: Viewer, viewerLiked: boolean): ViewedPost {
  const { postId, authorId, audience } = post;
  return {
    ...{ post, postId, authorId, audience, viewerLiked },
    relation: standingTo(ties, authorId),
    mentioned: viewerId !== undefined && post.mentioned.some(({ accountId }) => accountId === viewerId),
    people: post.mentioned.map((card) => ({ card, relation: standingTo(ties, card.accountId) })),
  };
}
