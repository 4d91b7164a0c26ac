import type { Comment, Person, Post } from './world.ts';

/** What an act tells; the names of NotificationKind without their prefix. */
export type ActKind =
  | 'FOLLOW'
  | 'FOLLOW_REQUEST'
  | 'FOLLOW_ACCEPTED'
  | 'MENTION'
  | 'COMMENT'
  | 'REPLY'
  | 'LIKE'
  | 'REPOST'
  | 'QUOTE'
  | 'COMMENT_LIKE'
  | 'POST_EDITED'
  | 'COMMENT_HELD';

/** What somebody did and somebody else is to hear of. */
export interface Act {
  readonly receiver: Person;
  readonly actor: Person;
  readonly kind: ActKind;
  /** What makes it one and the same: of each kind there is one of this name between the two. */
  readonly ref: string;
  /** Acts of one kind and object are told together while they are unread. */
  readonly object: string;
  readonly post?: Post;
  readonly comment?: Comment;
}

/** Acts that are told as one. */
export interface Group {
  read: boolean;
}

export interface KeptAct extends Act {
  group: Group;
  readonly time: number;
}

/** All acts that nobody took back. */
export class Acts {
  #kept: KeptAct[] = [];

  get all(): readonly KeptAct[] {
    return this.#kept;
  }

  /** One that is there already, or of oneself, is none. */
  add(act: Act, time: number): void {
    const { receiver, actor, kind, ref, object } = act;
    if (receiver === actor) return;
    const alike = this.#kept.filter((each) => each.receiver === receiver && each.kind === kind);
    if (alike.some((each) => each.actor === actor && each.ref === ref)) return;
    const open = alike.find((each) => each.object === object && !each.group.read);
    this.#kept.push({ ...act, time, group: open?.group ?? { read: false } });
  }

  remove(is: (act: KeptAct) => boolean): void {
    this.#kept = this.#kept.filter((act) => !is(act));
  }

  /** Those of the acts become read; what else was to be told with them goes on unread. */
  markRead(acts: readonly KeptAct[]): void {
    const read: Group = { read: true };
    for (const act of acts) act.group = read;
  }

  /** What two people did to each other. */
  removeBetween(one: Person, other: Person): void {
    this.remove(
      ({ receiver, actor }) => (receiver === one && actor === other) || (receiver === other && actor === one),
    );
  }
}
