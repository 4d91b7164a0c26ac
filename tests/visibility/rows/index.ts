import type { Told } from '../watch-all.ts';
import { commentRows } from './comment-rows.ts';
import { notificationRows } from './notification-rows.ts';
import { postRows } from './post-rows.ts';
import { profileRows } from './profile-rows.ts';
import type { Rows } from './row.ts';
import { streamRows } from './stream-rows.ts';

/** The row of every RPC that reads, by its path. */
export function allRows(told: Told): Rows {
  return { ...profileRows, ...postRows, ...commentRows, ...notificationRows, ...streamRows(told) };
}
