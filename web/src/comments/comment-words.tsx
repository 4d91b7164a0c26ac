import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { paths } from '../app/routes.ts';
import { PostText } from '../post/post-text.tsx';
import { PrivateMark } from '../profile/private-mark.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { Time } from '../ui/time.tsx';
import { commentMessages } from './messages.ts';

const CommentHistory = lazy(() => import('./comment-history.tsx'));

/** Who wrote a comment, when, and what; with who else may not see it. */
export function CommentWords({ comment, linked }: { comment: Comment; linked: boolean }) {
  const { author, createTime, editTime, hidden, held, viewerCanModerate } = comment;
  const waits = viewerCanModerate ? commentMessages.heldForYou : commentMessages.held;
  const mark = (held && waits) || (hidden && commentMessages.hidden);
  if (author === undefined) return null;
  return (
    <div className={linked ? 'comment-words linked' : 'comment-words'}>
      <header className="comment-header">
        <Avatar card={author} size="small" />
        <Link href={paths.profile(author.handle)} className="person-link">
          <strong>{author.displayName}</strong> <span>@{author.handle}</span>
          {author.private && <PrivateMark />}
        </Link>
        <span className="comment-time">
          <Time moment={createTime} />
          {editTime && <EditedMark comment={comment} />}
        </span>
      </header>
      {mark && (
        <p className="comment-mark">
          <Icon name="lock" />
          {mark}
        </p>
      )}
      <PostText post={comment} />
    </div>
  );
}

/** Says that a comment was edited, and shows its earlier texts. */
function EditedMark({ comment: { commentId } }: { comment: Comment }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {' · '}
      <button type="button" className="link-button" title={commentMessages.showHistory} onClick={() => setOpen(true)}>
        {commentMessages.edited}
      </button>
      <Suspense>{open && <CommentHistory commentId={commentId} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
