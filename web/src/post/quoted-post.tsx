import { Link } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { postMessages } from './messages.ts';
import './quoted-post.css';

/** The post that a post quotes, or that it is not there any more. */
export function QuotedPost({ post }: { post: Post }) {
  if (post.quoteUnavailable) return <p className="quoted unavailable">{postMessages.quoteUnavailable}</p>;
  return post.quotedPost === undefined ? null : <QuoteCard post={post.quotedPost} />;
}

/** A post in short, inside another one. All of it leads to the post. */
export function QuoteCard({ post, linked = true }: { post: Post; linked?: boolean }) {
  const { author } = post;
  if (author === undefined) return null;
  return (
    <blockquote className="quoted">
      <div className="quoted-header">
        <Avatar card={author} size="tiny" />
        <span className="quoted-author">
          <strong>{author.displayName}</strong> <span>@{author.handle}</span>
        </span>
        {linked ? (
          <Link href={paths.post(post.postId)} className="post-time quoted-link">
            <span className="visually-hidden">{postMessages.by(author.displayName)}, </span>
            <Time moment={post.createTime} />
          </Link>
        ) : (
          <span className="post-time">
            <Time moment={post.createTime} />
          </span>
        )}
      </div>
      <p className="quoted-text" dir="auto">
        {post.text}
      </p>
    </blockquote>
  );
}
