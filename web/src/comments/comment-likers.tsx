import { useInfiniteQuery } from '@tanstack/react-query';
import { PersonRow } from '../profile/person-row.tsx';
import { listPages } from '../rpc/list-pages.ts';
import { Dialog } from '../ui/dialog.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { commentLikes } from './comment-clients.ts';
import './comment-dialogs.css';
import { commentMessages } from './messages.ts';

/** Who likes a comment. */
export default function CommentLikers({ commentId, onClose }: { commentId: string; onClose: () => void }) {
  const query = useInfiniteQuery({
    ...listPages(['comment likers', commentId], (page, options) =>
      commentLikes.listCommentLikers({ commentId, ...page }, options),
    ),
    staleTime: 0,
  });
  return (
    <Dialog title={commentMessages.likersTitle} onClose={onClose}>
      <div className="dialog-list">
        <EndlessList
          query={query}
          items={query.data?.pages.flatMap((page) => page.accounts) ?? []}
          keyOf={({ accountId }) => accountId}
          render={(card) => <PersonRow person={card} />}
          label={commentMessages.likersTitle}
          empty={<p>{commentMessages.noLikers}</p>}
        />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {commentMessages.close}
        </button>
      </div>
    </Dialog>
  );
}
