import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import {
  Muted,
  RepostsMuted,
  RepostsUnmuted,
  TermMuted,
  TermUnmuted,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import { clockMs } from '../kit/database/dialect.ts';
import { type EventHandler, on } from '../kit/events/consumer.ts';
import type { ReplayedProjection } from '../kit/projections/projection.ts';

const areThere = `
  exists (select 1 from account where account_id = :muterId) and exists (select 1 from account where account_id = :mutedId)`;
const upsertMute = `
  insert into mute (muter_id, muted_id, mute_id, notifications, expire_time)
  select :muterId, :mutedId, '', :notifications, :expireTime where ${areThere}
  on conflict (muter_id, muted_id) do update set
    notifications = excluded.notifications, expire_time = excluded.expire_time`;
const insertRepostMute = `
  insert into repost_mute (muter_id, muted_id) select :muterId, :mutedId where ${areThere}`;
// One that has ended gives way to the same term with another id.
const deleteSameTerm = `
  delete from muted_term where account_id = :accountId and term = :term and hashtag = :hashtag`;
const insertTerm = `
  insert into muted_term (term_id, account_id, term, hashtag, expire_time)
  select :termId, :accountId, :term, :hashtag, :expireTime
  where exists (select 1 from account where account_id = :accountId)`;

/** What the log tells of mutes. */
export const muteHandlers: readonly EventHandler[] = [
  on(Muted, async (tx, { muterId, mutedId, notifications, expireTime }) => {
    await tx.run(upsertMute, { muterId, mutedId, notifications, expireTime: expireTime?.getTime() ?? null });
  }),
  on(Unmuted, async (tx, { muterId, mutedId }) => {
    await tx.run('delete from mute where muter_id = :muterId and muted_id = :mutedId', { muterId, mutedId });
  }),
  on(RepostsMuted, async (tx, { muterId, mutedId }) => {
    await tx.run(insertRepostMute, { muterId, mutedId });
  }),
  on(RepostsUnmuted, async (tx, { muterId, mutedId }) => {
    await tx.run('delete from repost_mute where muter_id = :muterId and muted_id = :mutedId', { muterId, mutedId });
  }),
  on(TermMuted, async (tx, { accountId, termId, term, hashtag, expireTime }) => {
    await tx.run(deleteSameTerm, { accountId, term, hashtag });
    await tx.run(insertTerm, { accountId, termId, term, hashtag, expireTime: expireTime?.getTime() ?? null });
  }),
  on(TermUnmuted, async (tx, { termId }) => {
    await tx.run('delete from muted_term where term_id = :termId', { termId });
  }),
  on(AccountDeleted, async (tx, { accountId }) => {
    for (const table of ['mute', 'repost_mute'])
      await tx.run(`delete from ${table} where muter_id = :accountId or muted_id = :accountId`, { accountId });
    await tx.run('delete from muted_term where account_id = :accountId', { accountId });
  }),
];

/** One that has ended may be there still, or be forgotten. */
const lasts = `(expire_time is null or expire_time > ${clockMs})`;

export const toldMutes: readonly ReplayedProjection[] = [
  {
    name: 'mutes',
    clear: ['delete from mute'],
    content: `
      select muter_id || ' ' || muted_id as key, json_array(notifications, expire_time) as value
      from mute where ${lasts} order by 1`,
  },
  {
    name: 'muted reposts',
    clear: ['delete from repost_mute'],
    content: `select muter_id || ' ' || muted_id as key, '' as value from repost_mute order by 1`,
  },
  {
    name: 'muted terms',
    clear: ['delete from muted_term'],
    content: `
      select account_id || ' ' || term_id as key, json_array(term, hashtag, expire_time) as value
      from muted_term where ${lasts} order by 1`,
  },
];
