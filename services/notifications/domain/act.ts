import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { cutGraphemes } from '../../kit/fields.ts';

/** What an act tells its receiver, in the order of the contract. */
export const kinds = [
  'follow',
  'mention',
  'comment',
  'reply',
  'like',
  'follow_request',
  'follow_accepted',
  'repost',
  'quote',
  'comment_like',
  'post_edited',
  'new_sign_in',
  'comment_held',
] as const;

export type NotificationKind = (typeof kinds)[number];

/** What makes an act one and the same: it is there at most once. */
export interface ActKey {
  readonly receiverId: string;
  readonly actorId: string;
  readonly kind: NotificationKind;
  /** The most special thing that it is about: a comment, a post, a session; empty for follows and requests. */
  readonly refId: string;
}

/** One thing that somebody did and that concerns its receiver. A notification tells of one or several. */
export interface Act extends ActKey {
  /** Acts of one kind and object are told together; empty where all of a kind are. */
  readonly objectId: string;
  /** The post that decides who may see it; empty where it is about none. */
  readonly postId: string;
  /** Empty where it is about none, or where only the post's log can tell. */
  readonly postAuthorId: string;
  readonly commentId: string;
  /** What is told beside the text of its post or comment; of a sign-in the device. */
  readonly note: string;
  readonly createTime: Date;
}

/** How many notifications a receiver keeps: the newest. */
export const keptPerReceiver = 1_000;

const snippetLength = 140;

/** The beginning of a text. */
export function snippetOf(text: string): string {
  return cutGraphemes(text, snippetLength);
}

/** A UUIDv7 with the time of an act, the rest drawn from what it is: for the notification that begins with it. */
export function notificationIdOf({ receiverId, actorId, kind, refId, createTime }: ActKey & Pick<Act, 'createTime'>) {
  return derivedId([receiverId, actorId, kind, refId, createTime.getTime()].join(), createTime);
}

/** A UUIDv7 that is always the same for the same name and time. */
export function derivedId(name: string, time: Date): string {
  const random = createHash('sha256').update(name).digest();
  return v7({ msecs: time.getTime(), random: random.subarray(0, 16) });
}
