import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import {
  Muted,
  RepostsMuted,
  RepostsUnmuted,
  TermMuted,
  TermUnmuted,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';

const upsertMute = `
  insert into mute (muter_id, muted_id, notifications, expire_time)
  values (:muterId, :mutedId, :notifications, :expireTime)
  on conflict (muter_id, muted_id) do update set
    notifications = excluded.notifications, expire_time = excluded.expire_time`;

const insertRepostMute = `
  insert into repost_mute (muter_id, muted_id) values (:muterId, :mutedId) on conflict do nothing`;

const upsertTerm = `
  insert into muted_term (account_id, term_id, term, hashtag, expire_time)
  values (:accountId, :termId, :term, :hashtag, :expireTime)
  on conflict (account_id, term_id) do update set
    term = excluded.term, hashtag = excluded.hashtag, expire_time = excluded.expire_time`;

/**
 * Keeps the replica of mutes in step with profile's log. `changed` is told, in the transaction, whose mutes changed: for
 * caches.
 */
export function muteHandlers(changed: (tx: Transaction, muterId: string | 'many') => void): EventHandler[] {
  return [
    on(Muted, async (tx, { muterId, mutedId, notifications, expireTime }) => {
      await tx.run(upsertMute, { muterId, mutedId, notifications, expireTime: expireTime?.getTime() ?? null });
      changed(tx, muterId);
    }),
    on(Unmuted, async (tx, { muterId, mutedId }) => {
      await tx.run('delete from mute where muter_id = :muterId and muted_id = :mutedId', { muterId, mutedId });
      changed(tx, muterId);
    }),
    on(RepostsMuted, async (tx, { muterId, mutedId }) => {
      await tx.run(insertRepostMute, { muterId, mutedId });
      changed(tx, muterId);
    }),
    on(RepostsUnmuted, async (tx, { muterId, mutedId }) => {
      await tx.run('delete from repost_mute where muter_id = :muterId and muted_id = :mutedId', { muterId, mutedId });
      changed(tx, muterId);
    }),
    on(TermMuted, async (tx, { accountId, termId, term, hashtag, expireTime }) => {
      await tx.run(upsertTerm, { accountId, termId, term, hashtag, expireTime: expireTime?.getTime() ?? null });
      changed(tx, accountId);
    }),
    on(TermUnmuted, async (tx, { accountId, termId }) => {
      await tx.run('delete from muted_term where account_id = :accountId and term_id = :termId', { accountId, termId });
      changed(tx, accountId);
    }),
    on(AccountDeleted, async (tx, { accountId }) => {
      await tx.run('delete from mute where muter_id = :accountId or muted_id = :accountId', { accountId });
      await tx.run('delete from repost_mute where muter_id = :accountId or muted_id = :accountId', { accountId });
      await tx.run('delete from muted_term where account_id = :accountId', { accountId });
      changed(tx, 'many');
    }),
  ];
}
