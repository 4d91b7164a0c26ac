import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { decide, type Relation } from '../../audience/decide.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { cutGraphemes } from '../../kit/fields.ts';
import type { ViewedPost } from './post.ts';

export type NotificationKind = 'follow' | 'mention' | 'comment' | 'reply' | 'like';

/** What makes a notification one and the same: it is there at most once. */
export interface NotificationKey {
  readonly receiverId: string;
  readonly kind: NotificationKind;
  readonly actorId: string;
  /** Empty where it is about none. */
  readonly postId: string;
  /** Empty where it is about none. */
  readonly commentId: string;
}

/** A new notification. */
export interface NewNotification extends NotificationKey {
  /** How the comment begins; undefined where the post's own beginning is shown. */
  readonly snippet?: string;
  /** When it happened. */
  readonly createTime: Date;
}

/** A notification as it stands to its receiver. */
export interface ViewedNotification extends NotificationKey {
  readonly notificationId: string;
  /** Undefined until profile's log told of the actor. */
  readonly actor: Card | undefined;
  /** Of the receiver towards the actor. */
  readonly relation: Relation;
  /** Undefined where it is about none, or until posts' log told of it. */
  readonly post: ViewedPost | undefined;
  readonly snippet: string;
  readonly createTime: Date;
  readonly read: boolean;
}

/** How many notifications a receiver keeps: the newest. */
export const keptPerReceiver = 1_000;

const snippetLength = 140;

/** The beginning of a text. */
export function snippetOf(text: string): string {
  return cutGraphemes(text, snippetLength);
}

/**
 * A UUIDv7 with the time of what happened. The rest of it is drawn from the key,
 * so that a rebuild from the logs gives each notification its old id.
 */
export function notificationIdOf({
  receiverId,
  kind,
  actorId,
  postId,
  commentId,
  createTime,
}: NewNotification): string {
  const random = createHash('sha256').update([receiverId, kind, actorId, postId, commentId].join()).digest();
  return v7({ msecs: createTime.getTime(), random: random.subarray(0, 16) });
}

/** The receiver sees what both the actor and the post let them see; and nothing before its parts are known here. */
export function seesNotification({ receiverId, actorId, actor, relation, postId, post }: ViewedNotification): boolean {
  if (!actor) return false;
  const author = { viewerId: receiverId, authorId: actorId, relation };
  const open = { audience: 'public', authorPrivate: false, inCircle: false, mentioned: false, state: 'live' } as const;
  if (decide({ ...author, ...open }) === 'nothing') return false;
  if (postId === '') return true;
  return post !== undefined && decide({ viewerId: receiverId, ...post }) === 'full';
}
