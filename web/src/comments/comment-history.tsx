import { useInfiniteQuery } from '@tanstack/react-query';
import { PostText } from '../post/post-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { Time } from '../ui/time.tsx';
import './comment-dialogs.css';
import { revisionsQuery } from './comment-queries.ts';
import { commentMessages } from './messages.ts';

/** The texts that a comment has and had. */
export default function CommentHistory({ commentId, onClose }: { commentId: string; onClose: () => void }) {
  const query = useInfiniteQuery(revisionsQuery(commentId));
  const revisions = query.data?.pages.flatMap((page) => page.revisions) ?? [];
  return (
    <Dialog title={commentMessages.historyTitle} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keyboard. */}
      <section className="dialog-list" tabIndex={0} aria-label={commentMessages.historyTitle}>
        <EndlessList
          query={query}
          items={revisions}
          keyOf={({ createTime }) => String(createTime?.getTime())}
          render={(revision) => (
            <div className="comment-revision">
              <Time moment={revision.createTime} />
              <PostText post={revision} />
            </div>
          )}
          label={commentMessages.historyTitle}
          empty={null}
        />
      </section>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {commentMessages.close}
        </button>
      </div>
    </Dialog>
  );
}
