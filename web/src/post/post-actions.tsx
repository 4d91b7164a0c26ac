import { Link } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { Icon } from '../ui/icons.tsx';
import { postMessages } from './messages.ts';
import { PostMenu } from './post-menu.tsx';
import { bookmarkToggle, likeToggle } from './post-toggles.ts';
import { ShareButton } from './share-button.tsx';
import { usePostToggle } from './use-post-toggle.ts';
import './post-actions.css';

/** What one can do with a post. */
export function PostActions({ post, onDeleted }: { post: Post; onDeleted?: (() => void) | undefined }) {
  const like = usePostToggle(post, likeToggle);
  const bookmark = usePostToggle(post, bookmarkToggle);
  return (
    <footer className="post-footer">
      <Link
        href={paths.post(post.postId)}
        className="post-action"
        aria-label={postMessages.comments(post.commentCount)}
      >
        <Icon name="comment" />
        <Count of={post.commentCount} />
      </Link>
      <ShareButton post={post} />
      <button
        type="button"
        className="post-action like"
        aria-pressed={post.viewerLiked}
        aria-label={postMessages.like(post.likeCount)}
        onClick={like}
      >
        <Icon name="heart" />
        <Count of={post.likeCount} />
      </button>
      <button
        type="button"
        className="post-action bookmark"
        aria-pressed={post.viewerBookmarked}
        aria-label={postMessages.bookmark}
        onClick={bookmark}
      >
        <Icon name="bookmark" />
      </button>
      <PostMenu post={post} onDeleted={onDeleted} />
    </footer>
  );
}

function Count({ of: count }: { of: number }) {
  return <span>{count > 0 && count}</span>;
}
