import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { useMe } from '../session/use-session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { Time } from '../ui/time.tsx';
import { AudienceMark } from './audience-mark.tsx';
import { EditedMark } from './edited-mark.tsx';
import { postMessages } from './messages.ts';
import { PostActions } from './post-actions.tsx';
import { PostText } from './post-text.tsx';
import { QuotedPost } from './quoted-post.tsx';
import './post-card.css';

/** A post with its author and what one can do with it. `atTop` says that it stands there because it is pinned. */
export function PostCard(props: { post: Post; atTop?: boolean; onDeleted?: () => void }) {
  const { post, atTop = false, onDeleted } = props;
  const { author } = post;
  if (author === undefined) return null;
  return (
    <article className="post" aria-label={postMessages.by(author.displayName)} tabIndex={-1} data-post={post.postId}>
      {atTop ? <PinnedLine /> : <RepostLine post={post} />}
      <Avatar card={author} />
      <div className="post-body">
        <header className="post-header">
          <Link href={paths.profile(author.handle)} className="person-link">
            <strong>{author.displayName}</strong> <span>@{author.handle}</span>
          </Link>
          <Link href={paths.post(post.postId)} className="post-time">
            <Time moment={post.createTime} />
          </Link>
          {post.editTime && <EditedMark postId={post.postId} />}
          <AudienceMark audience={post.audience} />
        </header>
        <PostText post={post} />
        <QuotedPost post={post} />
        <PostActions post={post} onDeleted={onDeleted} />
      </div>
    </article>
  );
}

/** Why a post stands in a list that its author has not put it in. */
function RepostLine({ post }: { post: Post }) {
  const me = useMe();
  const { repostedBy } = post;
  if (repostedBy === undefined) return null;
  const words =
    repostedBy.accountId === me?.accountId
      ? postMessages.repostedByMe
      : postMessages.repostedBy(repostedBy.displayName || `@${repostedBy.handle}`);
  return (
    <ContextLine>
      <Icon name="repost" />
      <Link href={paths.profile(repostedBy.handle)}>{words}</Link>
    </ContextLine>
  );
}

function PinnedLine() {
  return (
    <ContextLine>
      <Icon name="pin" />
      {postMessages.pinned}
    </ContextLine>
  );
}

function ContextLine({ children }: { children: ReactNode }) {
  return <p className="post-context">{children}</p>;
}
