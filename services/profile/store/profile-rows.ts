import { type RelationRow, relationColumns, relationFromRow } from '../../audience/replica/relation-sql.ts';
import type { Card, Profile, SeenCard } from '../domain/account.ts';
import type { Mute } from '../domain/relationship.ts';

/** A card. */
export interface PlainCardRow {
  account_id: string;
  handle: string;
  display_name: string;
  private: number;
}

/** A card as one viewer finds it. */
export interface CardRow extends PlainCardRow, RelationRow {}

/** A profile as one viewer finds it. */
export interface ProfileRow extends CardRow {
  requested: number;
  requested_by: number;
  /** In JSON: whether with notifications, and when it ends. */
  mute: string | null;
  muting_reposts: number;
  bio: string;
  create_time: number;
  revision: number;
  follower_count: number;
  following_count: number;
}

/** The columns of a CardRow, of an account `a` and a viewer `:viewer`. */
export const cardColumns = `a.account_id, a.handle, a.display_name, a.private, ${relationColumns(':viewer', 'a.account_id')}`;

/**
 * The columns of a ProfileRow, of an account `a` and a viewer `:viewer`.
 *
 * The counts leave out whoever blocks the viewer, as the lists do: a count that
 * is one more than its list would tell that somebody is hidden.
 */
export const profileColumns = `
  ${cardColumns},
  exists (
    select 1 from follow_request where requester_id = :viewer and target_id = a.account_id) as requested,
  exists (
    select 1 from follow_request where requester_id = a.account_id and target_id = :viewer) as requested_by,
  (select json_array(notifications, expire_time) from mute
    where muter_id = :viewer and muted_id = a.account_id) as mute,
  exists (
    select 1 from repost_mute where muter_id = :viewer and muted_id = a.account_id) as muting_reposts,
  a.bio, a.create_time, a.revision,
  a.follower_count - (
    select count(*) from block hider join follow on follow.follower_id = hider.blocker_id
    where hider.blocked_id = :viewer and follow.followee_id = a.account_id) as follower_count,
  a.following_count - (
    select count(*) from block hider join follow on follow.followee_id = hider.blocker_id
    where hider.blocked_id = :viewer and follow.follower_id = a.account_id) as following_count`;

export function plainCardFromRow(row: PlainCardRow): Card {
  return {
    accountId: row.account_id,
    handle: row.handle,
    displayName: row.display_name,
    private: row.private !== 0,
  };
}

export function cardFromRow(row: CardRow): SeenCard {
  return { ...plainCardFromRow(row), relation: relationFromRow(row) };
}

export function profileFromRow(row: ProfileRow): Profile {
  return {
    ...plainCardFromRow(row),
    relation: {
      ...relationFromRow(row),
      requested: row.requested !== 0,
      requestedBy: row.requested_by !== 0,
      mute: row.mute === null ? undefined : muteFromColumn(row.mute),
      mutingReposts: row.muting_reposts !== 0,
    },
    bio: row.bio,
    createTime: new Date(row.create_time),
    revision: row.revision,
    followerCount: row.follower_count,
    followingCount: row.following_count,
  };
}

function muteFromColumn(column: string): Mute {
  const [notifications, expireTime]: [number, number | null] = JSON.parse(column);
  return { notifications: notifications !== 0, expireTime: expireTime === null ? undefined : new Date(expireTime) };
}
