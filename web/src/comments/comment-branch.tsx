import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CommentItem } from './comment-item.tsx';
import { type Branch, branchQuery } from './comment-queries.ts';
import { commentMessages } from './messages.ts';

/** The comments that stand directly under a post or a comment, each with its own branch. */
export function CommentBranch({ branch, label, empty }: { branch: Branch; label: string; empty?: ReactNode }) {
  const query = useInfiniteQuery(branchQuery(branch));
  const comments = useMemo(() => byId(query.data?.pages.flatMap((page) => page.comments) ?? []), [query.data]);
  useScrollToLinked(comments);

  if (query.isPending) return <Skeleton rows={1} />;
  if (query.isError && comments.length === 0) return <Problem error={query.error} onRetry={() => query.refetch()} />;
  if (comments.length === 0) return empty;
  return (
    <>
      <ul className="branch" aria-label={label}>
        {comments.map((comment) => (
          <li key={comment.commentId}>
            <CommentItem comment={comment} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <button
          type="button"
          className="link-button"
          disabled={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? uiMessages.loading : commentMessages.more}
        </button>
      )}
    </>
  );
}

/** A page that moved on between two readings may tell a comment twice. */
function byId(comments: Comment[]): Comment[] {
  return [...new Map(comments.map((comment) => [comment.commentId, comment])).values()];
}

/** The browser looks for `#comment-…` before the comments are there; so it is done here once they are. */
function useScrollToLinked(comments: Comment[]): void {
  const linked = location.hash.replace('#comment-', '');
  const isHere = comments.some(({ commentId }) => commentId === linked);
  useEffect(() => {
    if (isHere) document.getElementById(`comment-${linked}`)?.scrollIntoView({ block: 'center' });
  }, [isHere, linked]);
}
