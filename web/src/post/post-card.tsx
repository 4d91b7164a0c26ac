import { Link } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { Time } from '../ui/time.tsx';
import { AudienceMark } from './audience-mark.tsx';
import { OwnPostMenu } from './delete-post.tsx';
import { LikeButton } from './like-button.tsx';
import { postMessages } from './messages.ts';
import { PostText } from './post-text.tsx';
import './post-card.css';

/** A post with its author and what one can do with it. */
export function PostCard({ post, onDeleted }: { post: Post; onDeleted?: () => void }) {
  const me = useMe();
  const { author } = post;
  if (author === undefined) return null;
  return (
    <article className="post" aria-label={postMessages.by(author.displayName)} tabIndex={-1} data-post={post.postId}>
      <Avatar card={author} />
      <div className="post-body">
        <header className="post-header">
          <Link href={paths.profile(author.handle)} className="person-link">
            <strong>{author.displayName}</strong> <span>@{author.handle}</span>
          </Link>
          <Link href={paths.post(post.postId)} className="post-time">
            <Time moment={post.createTime} />
          </Link>
          <AudienceMark audience={post.audience} />
        </header>
        <PostText post={post} />
        <footer className="post-footer">
          <Link
            href={paths.post(post.postId)}
            className="post-action"
            aria-label={postMessages.comments(post.commentCount)}
          >
            <Icon name="comment" />
            <span>{post.commentCount > 0 && post.commentCount}</span>
          </Link>
          <LikeButton post={post} />
          {me?.accountId === author.accountId && <OwnPostMenu post={post} onDeleted={onDeleted} />}
        </footer>
      </div>
    </article>
  );
}
