import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import type { Thread } from '#gen/tertulia/comments/v1/thread.ts';
import { EndlessList } from '../ui/endless-list.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { flattenComments, showComment } from './comment-cache.ts';
import { threads } from './comment-clients.ts';
import { heldQuery, threadQuery } from './comment-queries.ts';
import { CommentWords } from './comment-words.tsx';
import './held-comments.css';
import { commentMessages } from './messages.ts';

/** What waits for the author of the post, to be approved or rejected. */
export function HeldComments({ thread: { postId, heldCount } }: { thread: Thread }) {
  const [open, setOpen] = useState(false);
  // What is answered keeps its place while the list is open.
  if (heldCount === 0 && !open) return null;
  return (
    <div className="held">
      <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {commentMessages.heldTitle(heldCount)}
      </button>
      {open && <HeldList postId={postId} />}
    </div>
  );
}

function HeldList({ postId }: { postId: string }) {
  const query = useInfiniteQuery(heldQuery(postId));
  return (
    <EndlessList
      query={query}
      items={flattenComments(query.data)}
      keyOf={({ commentId }) => commentId}
      render={(comment) => <HeldComment comment={comment} />}
      label={commentMessages.held}
      empty={null}
    />
  );
}

function HeldComment({ comment }: { comment: Comment }) {
  const { commentId, postId, author } = comment;
  const queryClient = useQueryClient();
  async function answer(answered: Promise<{ comment?: Comment | undefined }>): Promise<void> {
    showComment(queryClient, (await answered).comment);
    void queryClient.invalidateQueries({ queryKey: threadQuery(postId).queryKey });
  }
  return (
    <div className="held-comment">
      <CommentWords comment={comment} linked={false} />
      <RowActions
        of={author?.displayName ?? ''}
        actions={[
          {
            label: commentMessages.approve,
            outcome: commentMessages.approved,
            run: (requestId) => answer(threads.approveComment({ requestId, commentId })),
          },
          {
            label: commentMessages.reject,
            outcome: commentMessages.rejected,
            quiet: true,
            run: (requestId) => answer(threads.rejectComment({ requestId, commentId })),
          },
        ]}
      />
    </div>
  );
}
