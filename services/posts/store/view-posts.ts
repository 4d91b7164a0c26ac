import { type Circle, standingTo } from '../../audience/replica/circle-store.ts';
import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { mentionedIds, type StoredPost, type ViewedPost } from '../domain/post.ts';
import type { PostCache } from './post-cache.ts';

/** What posts are read from. */
export interface PostSources {
  readonly posts: PostCache;
  readonly people: PeopleCache;
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
  const [posts, viewer] = await Promise.all([sources.posts.posts.getMany(postIds), findViewer(sources, viewerId)]);
  const [cards, liked] = await Promise.all([
    findCardsOf(sources, peopleOf(posts)),
    viewerId === undefined ? undefined : sources.posts.findLiked(viewerId, posts),
  ]);
  return posts.map((post) => post && viewPost(post, viewer, cards, liked?.has(post.postId) ?? false));
}

/** As `viewPosts`, of one. */
export async function viewOne(
  sources: PostSources,
  viewerId: string | undefined,
  postId: string,
): Promise<ViewedPost | undefined> {
  return (await viewPosts(sources, viewerId, [postId]))[0];
}

/** Puts together a post and what concerns its viewer. Without an author there is no post. */
export function viewPost(
  post: StoredPost,
  { viewerId, circle }: Viewer,
  cards: ReadonlyMap<string, Card>,
  viewerLiked: boolean,
): ViewedPost | undefined {
  const author = cards.get(post.authorId);
  if (!author) return undefined;
  const mentioned = mentionedIds(post.spans);
  const people = mentioned.flatMap((accountId) => {
    const card = cards.get(accountId);
    return card ? [{ card, relation: standingTo(circle, accountId) }] : [];
  });
  return {
    ...post,
    author,
    people,
    viewerLiked,
    relation: standingTo(circle, post.authorId),
    mentioned: viewerId !== undefined && mentioned.includes(viewerId),
  };
}

/** Whose cards some posts need: their authors' and those of whom they mention. */
export function peopleOf(posts: readonly (StoredPost | undefined)[]): string[] {
  const ids = new Set<string>();
  for (const post of posts) {
    if (!post) continue;
    ids.add(post.authorId);
    for (const span of post.spans) if (span.kind === 'mention') ids.add(span.accountId);
  }
  return [...ids];
}

/** The cards of the accounts that exist, by account id. */
export async function findCardsOf(
  { people }: Pick<PostSources, 'people'>,
  ids: readonly string[],
): Promise<Map<string, Card>> {
  const cards = await people.cards.getMany(ids);
  return new Map(cards.flatMap((card) => (card ? [[card.accountId, card] as const] : [])));
}
