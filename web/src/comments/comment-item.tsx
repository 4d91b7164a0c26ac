import { useState } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { CommentBox } from './comment-box.tsx';
import { CommentBranch } from './comment-branch.tsx';
import { CommentLike } from './comment-like.tsx';
import { CommentMenu } from './comment-menu.tsx';
import { CommentWords } from './comment-words.tsx';
import { commentMessages } from './messages.ts';
import { useThread } from './thread-context.ts';

/** A comment, what one can do with it, and the replies under it when they are asked for. */
export function CommentItem({ comment }: { comment: Comment }) {
  const { commentId, postId, author, replyCount } = comment;
  const { linkedId, linkedPath, goneIds, canComment } = useThread();
  const [opened, setOpened] = useState<boolean>();
  const [replying, setReplying] = useState(false);
  // Until one decides, what the address leads to is open.
  const open = opened ?? linkedPath.has(commentId);
  const branch = { postId, parentCommentId: commentId };
  const gone = goneIds.has(commentId);
  // The thread is followed live; a comment says how it was when it was read.
  const canReply = canComment === undefined ? comment.viewerCanReply : canComment && !comment.deleted && !comment.held;

  return (
    <article id={`comment-${commentId}`} className="comment" tabIndex={-1}>
      {gone || comment.deleted || author === undefined ? (
        <p className="tombstone">{gone ? commentMessages.gone : commentMessages.deleted}</p>
      ) : (
        <CommentWords comment={comment} linked={linkedId === commentId} />
      )}
      {!gone && (
        <Actions
          comment={comment}
          open={open}
          canReply={canReply}
          replying={replying}
          onOpen={() => setOpened(!open)}
          onReply={() => setReplying(!replying)}
        />
      )}
      {replying && canReply && (
        <CommentBox
          branch={branch}
          label={commentMessages.replyTo(author?.displayName ?? '')}
          action={commentMessages.reply}
          focus
          onSent={() => {
            setReplying(false);
            setOpened(true);
          }}
        />
      )}
      {open && !gone && replyCount > 0 && <CommentBranch branch={branch} label={commentMessages.replies} />}
    </article>
  );
}

function Actions(props: {
  comment: Comment;
  open: boolean;
  canReply: boolean;
  replying: boolean;
  onOpen: () => void;
  onReply: () => void;
}) {
  const { comment, open, canReply, replying, onOpen, onReply } = props;
  const { deleted, held, replyCount } = comment;
  return (
    <div className="comment-actions">
      {!deleted && !held && <CommentLike comment={comment} />}
      {canReply && (
        <button type="button" className="link-button" aria-expanded={replying} onClick={onReply}>
          {commentMessages.reply}
        </button>
      )}
      {replyCount > 0 && (
        <button type="button" className="link-button" aria-expanded={open} onClick={onOpen}>
          {open ? commentMessages.hideReplies : commentMessages.showReplies(replyCount)}
        </button>
      )}
      {!deleted && <CommentMenu comment={comment} />}
    </div>
  );
}
