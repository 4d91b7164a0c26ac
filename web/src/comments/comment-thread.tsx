import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { useMe } from '../session/use-session.ts';
import { Select } from '../ui/select.tsx';
import { CommentBranch } from './comment-branch.tsx';
import { orders, threadQuery } from './comment-queries.ts';
import './comment.css';
import { HeldComments } from './held-comments.tsx';
import { commentMessages } from './messages.ts';
import { ThreadBox } from './thread-box.tsx';
import { ThreadContext } from './thread-context.ts';
import { ThreadMenu } from './thread-menu.tsx';
import { useLinked } from './use-linked.ts';
import { useThreadLive } from './use-thread-live.ts';

/** The conversation under a post: a place to comment, or why there is none for the reader, and the comments as a tree. */
export function CommentThread({ post }: { post: Post }) {
  const { postId } = post;
  const me = useMe();
  const [order, setOrder] = useState<CommentOrder>(CommentOrder.COMMENT_ORDER_OLDEST);
  const { data: thread, isPending } = useQuery(threadQuery(postId));
  const { linkedId, linkedPath, linkedGone } = useLinked(postId);
  const { waiting, take, goneIds, movedOn, reread } = useThreadLive(postId, order);
  const canComment = thread?.viewerCanComment;
  const state = useMemo(
    () => ({ order, canComment, linkedId, linkedPath, waiting, take, goneIds }),
    [order, canComment, linkedId, linkedPath, waiting, take, goneIds],
  );
  function choose(next: CommentOrder): void {
    setOrder(next);
    // What came while another order was shown is not in the list of this one.
    void reread();
  }

  return (
    <section className="thread" aria-labelledby="comments">
      <header className="thread-head">
        <h2 id="comments">{commentMessages.title}</h2>
        <Select
          label={commentMessages.order}
          value={order}
          options={orders.map((each) => [each, commentMessages.orders[each]])}
          onChange={choose}
        />
        {me !== undefined && thread !== undefined && <ThreadMenu thread={thread} />}
      </header>
      {linkedGone && (
        <p className="thread-note" role="status">
          {commentMessages.linkedGone}
        </p>
      )}
      <ThreadContext value={state}>
        <ThreadBox post={post} thread={thread} pending={isPending} />
        {thread !== undefined && <HeldComments thread={thread} />}
        {movedOn && (
          <button type="button" className="button small thread-news" onClick={reread}>
            {commentMessages.movedOn}
          </button>
        )}
        <CommentBranch
          branch={{ postId, parentCommentId: '' }}
          label={commentMessages.list}
          empty={
            <p className="thread-empty">
              {(canComment ?? post.viewerCanComment) ? commentMessages.empty : commentMessages.emptyForGuest}
            </p>
          }
        />
      </ThreadContext>
    </section>
  );
}
