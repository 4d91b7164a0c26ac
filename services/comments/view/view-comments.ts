import type { PeopleCache } from '../../audience/replica/people-cache.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import type { Queries } from '../../kit/database/database.ts';
import { mentionedIds, type TextSpan } from '../../text/text-spans.ts';
import type { ReadComment } from '../domain/comment.ts';
import type { ViewedPost } from '../domain/post.ts';
import { mayComment, seesPerson, type Viewer } from '../domain/visibility.ts';
import { countVisible } from './count-visible.ts';
import type { ViewedComment } from './viewed-comment.ts';

/** What comments are viewed with. */
export interface ViewSources {
  readonly people: PeopleCache;
  /** The database, or the transaction that writes what is viewed. */
  readonly queries: Pick<Queries, 'all'>;
  /** People whom that transaction adds. */
  readonly learned?: readonly Card[];
}

/** A comment and its post as they stand to the viewer. */
export interface CommentOnPost {
  readonly post: ViewedPost;
  readonly comment: ReadComment;
}

/** Who reads, and how they stand to others now. */
export async function findViewer(people: PeopleCache, viewerId: string | undefined): Promise<Viewer> {
  return { viewerId, ties: viewerId === undefined ? undefined : await people.ties.get(viewerId) };
}

/** Puts to comments that the viewer may see what is shown of them, in their order. */
export async function viewComments(
  sources: ViewSources,
  viewer: Viewer,
  items: readonly CommentOnPost[],
): Promise<ViewedComment[]> {
  if (items.length === 0) return [];
  const [cards, counts] = await Promise.all([
    findPeople(
      sources,
      items.flatMap(({ comment }) => peopleOf(comment)),
    ),
    countVisible(sources.queries, viewer, items),
  ]);
  return items.map(({ post, comment }) => {
    const { viewerId } = viewer;
    const { authorId } = comment;
    const isLive = authorId !== undefined;
    return {
      comment,
      author: authorId === undefined ? undefined : (cards.get(authorId) ?? cardOfUnknown(authorId)),
      people: visiblePeople(viewer, comment.spans, cards),
      likeCount: isLive ? counts.likes(comment) : 0,
      replyCount: counts.replies(comment),
      canReply: isLive && comment.closed !== 'held' && mayComment(viewerId, post),
      canEdit: isLive && viewerId === authorId,
      canModerate: isLive && viewerId === post.authorId,
    };
  });
}

/** Of those whom spans mention, the cards of whom the viewer may know. */
export function visiblePeople(
  viewer: Viewer,
  spans: readonly TextSpan[],
  cards: ReadonlyMap<string, Card>,
): readonly Card[] {
  return mentionedIds(spans).flatMap((accountId) => {
    const card = cards.get(accountId);
    return card && seesPerson(viewer, accountId) ? [card] : [];
  });
}

/** The cards of people that are known here, by account id. */
export async function findPeople(
  { people, learned = [] }: Pick<ViewSources, 'people' | 'learned'>,
  ids: readonly string[],
): Promise<Map<string, Card>> {
  const known = (await people.cards.getMany([...new Set(ids)])).filter((card) => card !== undefined);
  return new Map([...learned, ...known].map((card) => [card.accountId, card]));
}

/** Somebody whose card has not come yet is shown by the id alone. */
export function cardOfUnknown(accountId: string): Card {
  return { accountId, handle: '', displayName: '', private: false };
}

function peopleOf({ authorId, spans }: ReadComment): string[] {
  return authorId === undefined ? [] : [authorId, ...mentionedIds(spans)];
}
