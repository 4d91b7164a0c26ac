import { decide, type Relation } from '../../audience/decide.ts';
import { type Mutes, mutesNotifications, mutesWords } from '../../audience/mutes/mutes.ts';
import { findMarks } from '../../text/text-marks.ts';
import type { Act, NotificationKind } from './act.ts';
import type { PostAudience, PostState } from './post.ts';
import { noPreferences, type Preferences, preferred } from './preferences.ts';

/** Where an act is told: among the notifications, among the requests, nowhere. Kept as a number. */
export const places = ['hidden', 'main', 'request'] as const;
export type Place = (typeof places)[number];

/** A post as it stands to the receiver of an act. */
export interface ViewedPost {
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly state: PostState;
  /** It mentions the receiver. */
  readonly mentioned: boolean;
  readonly relation: Relation;
  /** Its author's account is private. */
  readonly authorPrivate: boolean;
  /** The receiver is in the circle that it is for. */
  readonly inCircle: boolean;
}

/** An act, with all that decides where it is told. */
export interface Facts extends Act {
  /** Profile's log told of the actor. */
  readonly actorKnown: boolean;
  /** Of the receiver towards the actor. */
  readonly relation: Relation;
  /** Undefined where it is about none, or until posts' log told of it. */
  readonly post: ViewedPost | undefined;
  /** The post that is quoted is there. */
  readonly objectLive: boolean;
  /** The receiver wants nothing of its thread. */
  readonly threadMuted: boolean;
  /**
   * A comment that it is about, or one above it, is not for the receiver: it was hidden, and they wrote neither the post nor,
   * unless it is deleted since, the comment; or a block stands between them and its author.
   */
  readonly underUnseen: boolean;
  /** What its post or comment says. Empty where nobody asks. */
  readonly text: string;
  /** Of its post. */
  readonly hashtags: readonly string[];
  /** The receiver accepted the actor's requests. */
  readonly accepted: boolean;
  /** The receiver dismissed the actor's requests until then; 0 for never. */
  readonly dismissedTime: number;
}

/** What a receiver wants and does not want. */
export interface Settings {
  readonly preferences: Preferences;
  readonly mutes: Mutes | undefined;
}

export const noSettings: Settings = { preferences: noPreferences, mutes: undefined };

/** Where an act is told now. */
export function placeOf(facts: Facts, { preferences, mutes }: Settings, now: number): Place {
  if (!maySee(facts) || isMuted(facts, mutes, now)) return 'hidden';
  const place = preferred(preferences, facts.kind, facts.relation, facts.accepted || isOwn(facts));
  return place === 'request' && facts.createTime.getTime() <= facts.dismissedTime ? 'hidden' : place;
}

/** The receiver sees what both the actor and the post let them see; and nothing before its parts are known here. */
export function maySee(facts: Facts): boolean {
  const { receiverId, actorId, relation, postId, post, objectLive } = facts;
  // What waits for the author of a post waits for them whatever it stands under.
  const underUnseen = facts.underUnseen && facts.kind !== 'comment_held';
  if (!facts.actorKnown || underUnseen || !objectLive) return false;
  const open = { audience: 'public', authorPrivate: false, inCircle: false, mentioned: false, state: 'live' } as const;
  if (decide({ viewerId: receiverId, authorId: actorId, relation, ...open }) === 'nothing') return false;
  if (postId === '') return true;
  if (post === undefined) return false;
  const state = post.state === 'live' ? 'live' : 'deleted';
  return decide({ viewerId: receiverId, ...post, state }) === 'full';
}

/** Of these the actor wrote the text. In the others it is the receiver's own. */
const written: ReadonlySet<NotificationKind> = new Set([
  'mention',
  'comment',
  'reply',
  'quote',
  'post_edited',
  'comment_held',
]);

/** It is not to come to the receiver by itself: its thread, its actor or a word in it is muted. */
export function isMuted(facts: Facts, mutes: Mutes | undefined, now: number): boolean {
  if (facts.threadMuted) return true;
  if (mutes === undefined || isOwn(facts)) return false;
  return (
    mutesNotifications(mutes, facts.actorId, now) ||
    (written.has(facts.kind) && mutesWords(mutes, writingOf(facts), now))
  );
}

/** What the hashtags of a post are, its log says; those of a comment are in its text. */
function writingOf({ commentId, text, hashtags }: Facts) {
  if (commentId === '') return { text, hashtags };
  return { text, hashtags: findMarks(text).flatMap((mark) => (mark.kind === 'hashtag' ? mark.hashtag : [])) };
}

function isOwn({ receiverId, actorId }: Facts): boolean {
  return receiverId === actorId;
}
