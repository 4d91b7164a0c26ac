import type { Queries } from '../../kit/database/database.ts';
import type { Comment } from '../domain/comment.ts';
import { seesComment, unseenAuthors, type Viewer } from '../domain/visibility.ts';
import { tallyClosedReplies, tallyLikesBy, tallyRepliesBy } from '../store/tally-store.ts';
import type { CommentOnPost } from './view-comments.ts';

/** How many likes and direct replies of a comment the viewer may see. */
export interface VisibleCounts {
  likes(comment: Comment): number;
  replies(comment: Comment): number;
}

type Reading = Pick<Queries, 'all'>;
type Tally = ReadonlyMap<string, number>;

const nothing: Tally = new Map();

/**
 * Counts for a viewer what the lists list for them. What is kept with a comment is right for most; those in a block
 * relation, and those to whom closed comments are open, cost a query.
 */
export async function countVisible(
  queries: Reading,
  viewer: Viewer,
  items: readonly CommentOnPost[],
): Promise<VisibleCounts> {
  const unseen = unseenAuthors(viewer);
  const [likes, replies, closed] = await Promise.all([
    unseen.length === 0
      ? nothing
      : tallyUnseen(
          queries,
          tallyLikesBy,
          unseen,
          idsOf(items, ({ likeCount }) => likeCount),
        ),
    unseen.length === 0
      ? nothing
      : tallyUnseen(
          queries,
          tallyRepliesBy,
          unseen,
          idsOf(items, ({ openReplies }) => openReplies),
        ),
    countClosed(queries, viewer, items),
  ]);
  const take = (tally: Tally, { commentId }: Comment) => tally.get(commentId) ?? 0;
  return {
    likes: (comment) => comment.likeCount - take(likes, comment),
    replies: (comment) => comment.openReplies - take(replies, comment) + take(closed, comment),
  };
}

function idsOf(items: readonly CommentOnPost[], count: (comment: Comment) => number): string[] {
  return items.filter(({ comment }) => count(comment) > 0).map(({ comment }) => comment.commentId);
}

async function tallyUnseen(
  queries: Reading,
  tally: typeof tallyLikesBy,
  unseen: readonly string[],
  commentIds: readonly string[],
): Promise<Tally> {
  return commentIds.length === 0 ? nothing : tally(queries, commentIds, unseen);
}

/** The closed replies that the viewer may see all the same. */
async function countClosed(queries: Reading, viewer: Viewer, items: readonly CommentOnPost[]): Promise<Tally> {
  const parents = idsOf(items, ({ closedReplies }) => closedReplies);
  if (viewer.viewerId === undefined || parents.length === 0) return nothing;
  const postAuthors = new Map(items.map(({ post, comment }) => [comment.commentId, post.authorId]));
  const counts = new Map<string, number>();
  for (const { parentCommentId, replies, ...question } of await tallyClosedReplies(queries, parents)) {
    if (!seesComment(viewer, postAuthors.get(parentCommentId) ?? '', question)) continue;
    counts.set(parentCommentId, (counts.get(parentCommentId) ?? 0) + replies);
  }
  return counts;
}
