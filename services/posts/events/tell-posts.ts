import { PostCreated, PostDeleted, PostLiked, PostUnliked } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { postCreatedToProto } from '../convert.ts';
import type { NewPost } from '../domain/post.ts';

/** Whose post, and who likes it. */
export interface ToldLike {
  readonly postId: string;
  readonly authorId: string;
  readonly accountId: string;
}

/** The event's position in the log. */
type Told = Promise<bigint>;

export function tellPostCreated(log: EventLog, tx: Transaction, post: NewPost, traceparent?: string): Told {
  return log.append(tx, post.postId, PostCreated, postCreatedToProto(post), traceparent);
}

export function tellPostDeleted(
  log: EventLog,
  tx: Transaction,
  post: { postId: string; authorId: string },
  traceparent?: string,
): Told {
  return log.append(tx, post.postId, PostDeleted, post, traceparent);
}

export function tellPostLiked(log: EventLog, tx: Transaction, like: ToldLike, traceparent?: string): Told {
  return log.append(tx, like.postId, PostLiked, like, traceparent);
}

export function tellPostUnliked(log: EventLog, tx: Transaction, like: ToldLike, traceparent?: string): Told {
  return log.append(tx, like.postId, PostUnliked, like, traceparent);
}
