import { useInfiniteQuery } from '@tanstack/react-query';
import type { PostRevision } from '#gen/tertulia/posts/v1/post_service.ts';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { Dialog } from '../ui/dialog.tsx';
import { EndlessList } from '../ui/endless-list.tsx';
import { uiMessages } from '../ui/messages.ts';
import { Time } from '../ui/time.tsx';
import { editMessages } from './edit-messages.ts';
import { PostText } from './post-text.tsx';
import './post-history.css';

/** The texts that a post has had, the present one first. */
export default function PostHistory({ postId, onClose }: { postId: string; onClose: () => void }) {
  const query = useInfiniteQuery({
    ...listPages(['revisions', postId], (page, options) =>
      clients.posts.listPostRevisions({ postId, ...page }, options),
    ),
    staleTime: 0,
  });
  const revisions = query.data?.pages.flatMap((page) => page.revisions) ?? [];
  return (
    <Dialog title={editMessages.historyTitle} wide onClose={onClose}>
      <div className="post-history">
        <EndlessList
          query={query}
          items={revisions}
          keyOf={keyOf}
          render={(revision) => <Revision revision={revision} present={revision === revisions[0]} />}
          label={editMessages.historyTitle}
          empty={null}
        />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {uiMessages.close}
        </button>
      </div>
    </Dialog>
  );
}

function Revision({ revision, present }: { revision: PostRevision; present: boolean }) {
  return (
    <div className="revision">
      <p className="revision-time">
        {present && <strong>{editMessages.present}</strong>} <Time moment={revision.writeTime} />
      </p>
      <PostText post={revision} />
    </div>
  );
}

function keyOf({ writeTime }: PostRevision): string {
  return writeTime?.toISOString() ?? '';
}
