import { type Circle, standingTo } from '../../audience/replica/circle-store.ts';
import type { PeopleCache } from '../../audience/replica/people-cache.ts';
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
  readonly circle: Circle | undefined;
}

/** Who reads, and how they stand to others now. */
export async function findViewer({ people }: PostSources, viewerId: string | undefined): Promise<Viewer> {
  return { viewerId, circle: viewerId === undefined ? undefined : await people.circles.get(viewerId) };
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
export function viewPost(post: SharedPost, { viewerId, circle }: Viewer, viewerLiked: boolean): ViewedPost {
  const { postId, authorId, audience } = post;
  return {
    ...{ post, postId, authorId, audience, viewerLiked },
    relation: standingTo(circle, authorId),
    mentioned: viewerId !== undefined && post.mentioned.some(({ accountId }) => accountId === viewerId),
    people: post.mentioned.map((card) => ({ card, relation: standingTo(circle, card.accountId) })),
  };
}
