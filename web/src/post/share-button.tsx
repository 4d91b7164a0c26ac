import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { Icon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { postMessages } from './messages.ts';
import { repostToggle } from './post-toggles.ts';
import { usePostToggle } from './use-post-toggle.ts';

const QuoteDialog = lazy(() => import('../compose/quote-dialog.tsx'));

/** Reposts a post, or quotes it in one's own. What is not for everybody says why neither can be. */
export function ShareButton({ post }: { post: Post }) {
  const me = useMe();
  const [, navigate] = useLocation();
  const [quoting, setQuoting] = useState(false);
  const repost = usePostToggle(post, repostToggle);
  const label = postMessages.share(post.repostCount);
  const face = (
    <>
      <Icon name="repost" />
      <span>{post.repostCount > 0 && post.repostCount}</span>
    </>
  );
  // What was reposted before its author became private can still be taken back.
  const possible = post.shareable || post.viewerReposted;
  if (me === undefined || !possible) {
    return (
      <button
        type="button"
        className={possible ? 'post-action' : 'post-action impossible'}
        aria-label={label}
        aria-disabled={!possible}
        onClick={() => (possible ? navigate(paths.signIn) : showToast(postMessages.notShareable))}
      >
        {face}
      </button>
    );
  }
  return (
    <>
      <Menu label={label} face={face} className={post.viewerReposted ? 'post-action on' : 'post-action'}>
        <MenuItem onSelect={repost}>{post.viewerReposted ? postMessages.unrepost : postMessages.repost}</MenuItem>
        {post.shareable && <MenuItem onSelect={() => setQuoting(true)}>{postMessages.quote}</MenuItem>}
      </Menu>
      {quoting && (
        <Suspense>
          <QuoteDialog post={post} onClose={() => setQuoting(false)} />
        </Suspense>
      )}
    </>
  );
}
