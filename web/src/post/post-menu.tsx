import { lazy, Suspense, useState } from 'react';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { useMe } from '../session/use-session.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { uiMessages } from '../ui/messages.ts';
import { postMessages } from './messages.ts';
import { pinToggle } from './post-toggles.ts';
import { useDeletePost } from './use-delete-post.ts';
import { usePostToggle } from './use-post-toggle.ts';

const EditPost = lazy(() => import('./edit-post.tsx'));
const RemoveQuote = lazy(() => import('./remove-quote.tsx'));

/** More actions: on one's own post, and on a post that quotes one of one's own. */
export function PostMenu({ post, onDeleted }: { post: Post; onDeleted?: (() => void) | undefined }) {
  const me = useMe();
  if (me === undefined) return null;
  if (post.author?.accountId === me.accountId) return <OwnPostMenu post={post} onDeleted={onDeleted} />;
  if (post.quotedPost?.author?.accountId === me.accountId) return <QuotingPostMenu post={post} />;
  return null;
}

function OwnPostMenu({ post, onDeleted }: { post: Post; onDeleted?: (() => void) | undefined }) {
  const [editing, setEditing] = useState(false);
  const pin = usePostToggle(post, pinToggle);
  const deletePost = useDeletePost(post, onDeleted);
  return (
    <div className="post-more">
      <Menu label={uiMessages.menu}>
        <MenuItem onSelect={() => setEditing(true)}>{postMessages.edit}</MenuItem>
        <MenuItem onSelect={pin}>{post.pinned ? postMessages.unpin : postMessages.pin}</MenuItem>
        <MenuItem onSelect={deletePost}>{postMessages.delete}</MenuItem>
      </Menu>
      {editing && (
        <Suspense>
          <EditPost post={post} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </div>
  );
}

function QuotingPostMenu({ post }: { post: Post }) {
  const [asked, setAsked] = useState(false);
  return (
    <div className="post-more">
      <Menu label={uiMessages.menu}>
        <MenuItem onSelect={() => setAsked(true)}>{postMessages.removeQuote}</MenuItem>
      </Menu>
      {asked && (
        <Suspense>
          <RemoveQuote post={post} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </div>
  );
}
