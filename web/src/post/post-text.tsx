import { Link } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { type Segment, toSegments } from './segments.ts';
import './post-text.css';

/** The text of a post or of one of its versions, with its mentions and hashtags as links. */
export function PostText({ post }: { post: Pick<Post, 'text' | 'spans'> }) {
  let at = 0;
  return (
    <p className="post-text" dir="auto">
      {toSegments(post.text, post.spans).map((segment) => {
        const key = at;
        at += segment.text.length;
        return <Piece key={key} segment={segment} />;
      })}
    </p>
  );
}

function Piece({ segment }: { segment: Segment }) {
  if (segment.kind === 'mention') return <Link href={paths.profile(segment.handle)}>{segment.text}</Link>;
  if (segment.kind === 'hashtag')
    return (
      <Link href={paths.hashtag(segment.hashtag)} className="hashtag">
        {segment.text}
      </Link>
    );
  return segment.text;
}
