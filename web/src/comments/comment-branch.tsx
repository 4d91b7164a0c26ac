import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import { type Comment, CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import { announce } from '../ui/announcer.tsx';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { flattenComments, insertComments } from './comment-cache.ts';
import { CommentItem } from './comment-item.tsx';
import { type Branch, branchQuery } from './comment-queries.ts';
import { commentMessages } from './messages.ts';
import { useThread } from './thread-context.ts';

/** The comments that stand directly under a post or a comment, each with its own branch. */
export function CommentBranch({ branch, label, empty }: { branch: Branch; label: string; empty?: ReactNode }) {
  const { order, linkedId, linkedPath } = useThread();
  const query = useInfiniteQuery(branchQuery(branch, order));
  const comments = useMemo(() => flattenComments(query.data), [query.data]);
  const linked = linkedPath.get(branch.parentCommentId);
  const isFurtherDown = linked !== undefined && comments.every(({ commentId }) => commentId !== linked.commentId);
  const shown = isFurtherDown && !query.isPending ? [...comments, linked] : comments;
  useScrollToLinked(shown, linkedId);

  if (query.isPending) return <Skeleton rows={1} />;
  if (query.isError && comments.length === 0) return <Problem error={query.error} onRetry={() => query.refetch()} />;
  const newestFirst = order === CommentOrder.COMMENT_ORDER_NEWEST;
  const news = <NewComments branch={branch} shown={shown} />;
  return (
    <>
      {newestFirst && news}
      {shown.length === 0 ? (
        empty
      ) : (
        <ul className="branch" aria-label={label}>
          {shown.map((comment) => (
            <li key={comment.commentId}>
              <CommentItem comment={comment} />
            </li>
          ))}
        </ul>
      )}
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
      {!newestFirst && news}
    </>
  );
}

/** Tells how many comments have come to a branch, and shows them when it is pressed. */
function NewComments({ branch, shown }: { branch: Branch; shown: readonly Comment[] }) {
  const { order, waiting, take } = useThread();
  const queryClient = useQueryClient();
  const news = waiting.filter(
    ({ parentCommentId, commentId }) =>
      parentCommentId === branch.parentCommentId && shown.every((each) => each.commentId !== commentId),
  );
  const words = commentMessages.newComments(news.length);
  useEffect(() => {
    if (news.length > 0) announce(words);
  }, [news.length, words]);
  if (news.length === 0) return null;

  function show(): void {
    insertComments(queryClient, branch, order, news);
    take(news.map(({ commentId }) => commentId));
    const [first] = news;
    // They are in the page once React has drawn them.
    requestAnimationFrame(() => document.getElementById(`comment-${first?.commentId}`)?.focus());
  }
  return (
    <button type="button" className="button small thread-news" onClick={show}>
      {words}
    </button>
  );
}

/** The browser looks for `#comment-…` before the comments are there; so it is done here once they are. */
function useScrollToLinked(comments: readonly Comment[], linkedId: string): void {
  const isHere = comments.some(({ commentId }) => commentId === linkedId);
  useEffect(() => {
    if (!isHere) return;
    const element = document.getElementById(`comment-${linkedId}`);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  }, [isHere, linkedId]);
}
