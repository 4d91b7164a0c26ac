import {
  Muted,
  RepostsMuted,
  RepostsUnmuted,
  TermMuted,
  TermUnmuted,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { MutedTerm } from '../domain/muted-term.ts';
import type { Mute } from '../domain/relationship.ts';
import type { Muting } from '../store/mute-store.ts';

type Tell<Fact> = (log: EventLog, tx: Transaction, fact: Fact, traceparent: string) => Promise<void>;

export const tellMuted: Tell<Muting & Mute> = async (log, tx, mute, traceparent) => {
  const { muterId, mutedId, notifications, expireTime } = mute;
  await log.append(tx, muterId, Muted, { muterId, mutedId, notifications, expireTime }, traceparent);
};

export const tellUnmuted: Tell<Muting> = async (log, tx, { muterId, mutedId }, traceparent) => {
  await log.append(tx, muterId, Unmuted, { muterId, mutedId }, traceparent);
};

export const tellRepostsMuted: Tell<Muting> = async (log, tx, { muterId, mutedId }, traceparent) => {
  await log.append(tx, muterId, RepostsMuted, { muterId, mutedId }, traceparent);
};

export const tellRepostsUnmuted: Tell<Muting> = async (log, tx, { muterId, mutedId }, traceparent) => {
  await log.append(tx, muterId, RepostsUnmuted, { muterId, mutedId }, traceparent);
};

export const tellTermMuted: Tell<MutedTerm & { accountId: string }> = async (log, tx, muted, traceparent) => {
  const { accountId, termId, term, hashtag, expireTime } = muted;
  await log.append(tx, accountId, TermMuted, { accountId, termId, term, hashtag, expireTime }, traceparent);
};

export const tellTermUnmuted: Tell<{ accountId: string; termId: string }> = async (log, tx, fact, traceparent) => {
  const { accountId, termId } = fact;
  await log.append(tx, accountId, TermUnmuted, { accountId, termId }, traceparent);
};
