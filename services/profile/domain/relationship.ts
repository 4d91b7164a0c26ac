import type { Relation } from '../../audience/decide.ts';

/** All that the viewer and another account have to do with each other, as far as the viewer may know it. */
export interface Relationship extends Relation {
  /** The viewer asks to follow the other. */
  readonly requested: boolean;
  /** The other asks to follow the viewer. */
  readonly requestedBy: boolean;
  /** The viewer's mute of the other. It may have ended: see `runs`. */
  readonly mute: Mute | undefined;
  /** The viewer mutes the other's reposts. */
  readonly mutingReposts: boolean;
}

/** The terms of a mute. */
export interface Mute {
  /** Notifications are muted too. */
  readonly notifications: boolean;
  /** When it ends by itself; undefined: never. */
  readonly expireTime: Date | undefined;
}

/** Is the mute still on? */
export function runs(mute: { expireTime: Date | undefined } | undefined, now: Date): boolean {
  return mute !== undefined && (mute.expireTime === undefined || mute.expireTime > now);
}
