/** One signed-in client of an account. */
export interface Session {
  readonly sessionId: string;
  readonly accountId: string;
  /** What it was started with, in a few words; empty if unknown. */
  readonly device: string;
  readonly createTime: Date;
  /** How many times the refresh cookie was exchanged. */
  readonly generation: number;
  /** The request that made the current generation. */
  readonly lastRequestId: string;
  readonly refreshTime: Date;
  /** When the session ends, unless it is refreshed before. */
  readonly expireTime: Date;
  readonly endTime: Date | undefined;
}

/** What to do with a refresh cookie. */
export type RefreshVerdict = 'rotate' | 'repeat' | 'reused' | 'invalid';

const dayMs = 24 * 60 * 60 * 1_000;

/** A session that is not refreshed for this long ends. */
export const sessionIdleMs = 30 * dayMs;
/** A retry of a refresh is recognised for this long. */
const retryMs = dayMs;

/** Is the session still usable? */
export function isLive(session: Session | undefined, now: Date): session is Session {
  return session !== undefined && session.endTime === undefined && session.expireTime > now;
}

/**
 * Judges a genuine cookie of some generation of a session. The last cookie but
 * one may come again in a retry of the request that exchanged it, since the
 * answer may have been lost; any other old cookie is in two hands.
 */
export function judgeRefresh(
  session: Session | undefined,
  cookie: { generation: number; requestId: string },
  now: Date,
): RefreshVerdict {
  if (!isLive(session, now) || cookie.generation > session.generation) return 'invalid';
  if (cookie.generation === session.generation) return 'rotate';
  const isRetry =
    cookie.generation === session.generation - 1 &&
    cookie.requestId === session.lastRequestId &&
    now.getTime() - session.refreshTime.getTime() < retryMs;
  return isRetry ? 'repeat' : 'reused';
}
