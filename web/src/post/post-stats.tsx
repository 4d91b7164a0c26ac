import { Link } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { postMessages } from './messages.ts';
import './post-stats.css';

/** How many did what with a post; each number leads to who. */
export function PostStats({ post }: { post: Post }) {
  const { postId, likeCount, repostCount, quoteCount } = post;
  const stats = [
    { href: paths.likes(postId), count: likeCount, words: postMessages.likeCount(likeCount) },
    { href: paths.reposts(postId), count: repostCount, words: postMessages.repostCount(repostCount) },
    { href: paths.quotes(postId), count: quoteCount, words: postMessages.quoteCount(quoteCount) },
  ].filter(({ count }) => count > 0);
  if (stats.length === 0) return null;
  return (
    <p className="post-stats">
      {stats.map(({ href, count, words }) => (
        <Link key={href} href={href}>
          <strong>{count}</strong> {words}
        </Link>
      ))}
    </p>
  );
}
