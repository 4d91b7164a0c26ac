import type { Relation } from '../../audience/decide.ts';
import { seesAuthor } from './comment.ts';
import { seesPost, type ViewedPost } from './post.ts';

/** A comment with all that decides whether a viewer sees it. */
export interface Lineage {
  readonly commentId: string;
  readonly post: ViewedPost;
  /** Undefined on a tombstone. */
  readonly authorId: string | undefined;
  /** Who wrote the comment and those above it, each once. */
  readonly authors: readonly { authorId: string; relation: Relation }[];
}

/** A comment is seen where its post is, and everything that it stands under: what is hidden hides its replies. */
export function seesLineage(viewerId: string | undefined, { post, authors }: Lineage): boolean {
  return (
    seesPost(viewerId, post) && authors.every(({ authorId, relation }) => seesAuthor(viewerId, authorId, relation))
  );
}
