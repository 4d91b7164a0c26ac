import {
  PostCreated,
  PostDeleted,
  PostEdited,
  PostLiked,
  PostPurged,
  PostReposted,
  PostRestored,
  PostUnliked,
  PostUnreposted,
  QuoteRemoved,
} from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { postCreatedToProto, postEditedToProto } from '../convert.ts';
import type { NewPost, StoredPost } from '../domain/post.ts';
import type { OwnPost } from '../store/post-store.ts';

/** Whose post, and who likes or reposts it. */
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

/** An edit: the post after it, when it was, and whether the text was changed. */
export interface ToldEdit {
  readonly post: StoredPost;
  readonly time: Date;
  readonly textChanged: boolean;
}

export function tellPostEdited(log: EventLog, tx: Transaction, edit: ToldEdit, traceparent?: string): Told {
  return log.append(tx, edit.post.postId, PostEdited, postEditedToProto(edit), traceparent);
}

export function tellPostDeleted(log: EventLog, tx: Transaction, post: OwnPost, traceparent?: string): Told {
  return log.append(tx, post.postId, PostDeleted, post, traceparent);
}

export function tellPostRestored(log: EventLog, tx: Transaction, post: OwnPost, traceparent?: string): Told {
  return log.append(tx, post.postId, PostRestored, post, traceparent);
}

export function tellPostPurged(log: EventLog, tx: Transaction, post: OwnPost, traceparent?: string): Told {
  return log.append(tx, post.postId, PostPurged, post, traceparent);
}

export function tellPostLiked(log: EventLog, tx: Transaction, like: ToldLike, traceparent?: string): Told {
  return log.append(tx, like.postId, PostLiked, like, traceparent);
}

export function tellPostUnliked(log: EventLog, tx: Transaction, like: ToldLike, traceparent?: string): Told {
  return log.append(tx, like.postId, PostUnliked, like, traceparent);
}

export function tellPostReposted(
  log: EventLog,
  tx: Transaction,
  repost: ToldLike & { repostTime: Date },
  traceparent?: string,
): Told {
  return log.append(tx, repost.postId, PostReposted, repost, traceparent);
}

export function tellPostUnreposted(log: EventLog, tx: Transaction, repost: ToldLike, traceparent?: string): Told {
  return log.append(tx, repost.postId, PostUnreposted, repost, traceparent);
}

export function tellQuoteRemoved(log: EventLog, tx: Transaction, post: OwnPost, quoted: OwnPost, traceparent?: string) {
  const removed = { ...post, quotedPostId: quoted.postId, quotedAuthorId: quoted.authorId };
  return log.append(tx, post.postId, QuoteRemoved, removed, traceparent);
}
