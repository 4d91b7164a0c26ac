import { useState } from 'react';
import { Link } from 'wouter';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { CommentBox } from './comment-box.tsx';
import { CommentBranch } from './comment-branch.tsx';
import { DeleteComment } from './delete-comment.tsx';
import { commentMessages } from './messages.ts';

/** A comment, what one can do with it, and the replies under it when they are asked for. */
export function CommentItem({ comment }: { comment: Comment }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [replying, setReplying] = useState(false);
  const { commentId, postId, author, replyCount, deleted } = comment;
  const branch = { postId, parentCommentId: commentId };
  const isLinked = location.hash === `#comment-${commentId}`;

  return (
    <article id={`comment-${commentId}`} className="comment">
      {deleted || author === undefined ? (
        <p className="tombstone">{commentMessages.deleted}</p>
      ) : (
        <Words comment={comment} linked={isLinked} />
      )}
      <div className="comment-actions">
        {me !== undefined && !deleted && (
          <button type="button" className="link-button" aria-expanded={replying} onClick={() => setReplying(!replying)}>
            {commentMessages.reply}
          </button>
        )}
        {replyCount > 0 && (
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? commentMessages.hideReplies : commentMessages.showReplies(replyCount)}
          </button>
        )}
        {me !== undefined && me.accountId === author?.accountId && <DeleteComment comment={comment} />}
      </div>
      {replying && (
        <CommentBox
          branch={branch}
          label={commentMessages.replyTo(author?.displayName ?? '')}
          action={commentMessages.reply}
          focus
          onSent={() => {
            setReplying(false);
            setOpen(true);
          }}
        />
      )}
      {open && replyCount > 0 && <CommentBranch branch={branch} label={commentMessages.replies} />}
    </article>
  );
}

function Words({ comment, linked }: { comment: Comment; linked: boolean }) {
  const { author, text, createTime } = comment;
  if (author === undefined) return null;
  return (
    <div className={linked ? 'comment-words linked' : 'comment-words'}>
      <header className="comment-header">
        <Avatar card={author} size="small" />
        <Link href={paths.profile(author.handle)} className="person-link">
          <strong>{author.displayName}</strong> <span>@{author.handle}</span>
        </Link>
        <span className="comment-time">
          <Time moment={createTime} />
        </span>
      </header>
      <p className="comment-text" dir="auto">
        {text}
      </p>
    </div>
  );
}
