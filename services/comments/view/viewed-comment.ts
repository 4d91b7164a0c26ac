import type { Card } from '../../audience/replica/people-store.ts';
import type { ReadComment } from '../domain/comment.ts';

/** A comment that a viewer may see, with all that is shown of it. */
export interface ViewedComment {
  readonly comment: ReadComment;
  /** Undefined on a tombstone. */
  readonly author: Card | undefined;
  /** Of those mentioned, of whom the viewer may know. */
  readonly people: readonly Card[];
  /** Without those whom the viewer may not see, as `replyCount`. */
  readonly likeCount: number;
  readonly replyCount: number;
  readonly canReply: boolean;
  readonly canEdit: boolean;
  readonly canModerate: boolean;
}
