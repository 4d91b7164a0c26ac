import { Followed, FollowRequestEnded, FollowRequested, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Connection } from '../../services/kit/database/connection.ts';

/** What somebody is to be notified of because of somebody else. */
export interface RealAct {
  readonly kind: 'follow' | 'follow_request' | 'follow_accepted';
  readonly receiverId: string;
  readonly actorId: string;
  /** Of the event that tells of it; milliseconds. */
  readonly createTime: number;
}

interface Row {
  position: number;
  type: string;
  payload: Uint8Array;
  create_time: number;
}

const selectEvents = `
  select position, type, payload, create_time from event
  where position > :after and type like 'tertulia.profile.v1.%' order by position`;

/**
 * Reads in profile's log which follows, requests and acceptances were real, and which of them still stand. A block tells
 * of all that it ends by events of their own.
 */
export class RealActs {
  /** In the order of the log. */
  readonly all: RealAct[] = [];
  readonly #standing = new Map<string, RealAct>();
  readonly #log: Connection;
  /** Of the last event that was read. */
  position = 0;

  constructor(log: Connection) {
    this.#log = log;
  }

  get standing(): RealAct[] {
    return [...this.#standing.values()];
  }

  /** Reads on to the end of the log. */
  async read(): Promise<void> {
    const rows = await this.#log.all<Row>(selectEvents, { after: this.position });
    for (const { position, type, payload, create_time } of rows) {
      this.#apply(type, payload, create_time);
      this.position = position;
    }
  }

  #apply(type: string, payload: Uint8Array, createTime: number): void {
    for (const key of endedBy(type, payload)) this.#standing.delete(nameOf(key));
    for (const key of begunBy(type, payload)) {
      const act = { ...key, createTime };
      this.all.push(act);
      this.#standing.set(nameOf(key), act);
    }
  }
}

type Key = Omit<RealAct, 'createTime'>;

function nameOf({ kind, receiverId, actorId }: Key): string {
  return `${kind} ${receiverId} ${actorId}`;
}

function begunBy(type: string, payload: Uint8Array): Key[] {
  if (type === FollowRequested.$type) {
    const { requesterId, targetId } = FollowRequested.decode(payload);
    return [{ kind: 'follow_request', receiverId: targetId, actorId: requesterId }];
  }
  if (type !== Followed.$type) return [];
  const { followerId, followeeId, byRequest } = Followed.decode(payload);
  const follow: Key = { kind: 'follow', receiverId: followeeId, actorId: followerId };
  return byRequest ? [follow, { kind: 'follow_accepted', receiverId: followerId, actorId: followeeId }] : [follow];
}

function endedBy(type: string, payload: Uint8Array): Key[] {
  if (type === Unfollowed.$type) {
    const { followerId, followeeId } = Unfollowed.decode(payload);
    return [
      { kind: 'follow', receiverId: followeeId, actorId: followerId },
      { kind: 'follow_accepted', receiverId: followerId, actorId: followeeId },
    ];
  }
  if (type !== FollowRequestEnded.$type) return [];
  const { requesterId, targetId } = FollowRequestEnded.decode(payload);
  return [{ kind: 'follow_request', receiverId: targetId, actorId: requesterId }];
}
