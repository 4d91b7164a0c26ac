import { standingTo } from '../../audience/replica/ties-store.ts';
import type { SharedPost } from '../domain/post.ts';
import type { PostQuestion } from '../domain/visibility.ts';
import type { Viewer } from './post-sources.ts';

/** What the oracle must know of a post and its viewer. */
export function questionOf(post: SharedPost, { viewerId, ties }: Viewer): PostQuestion {
  const { authorId, audience, circleId } = post;
  return {
    ...{ authorId, audience, authorPrivate: post.author.private },
    inCircle: circleId !== undefined && (ties?.memberOf.has(circleId) ?? false),
    relation: standingTo(ties, authorId),
    mentioned: viewerId !== undefined && post.mentioned.some(({ accountId }) => accountId === viewerId),
  };
}
