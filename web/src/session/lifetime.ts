/** An access token lives at most this long, by its contract. */
const longestMs = 5 * 60_000;
/** Even with a clock that is far ahead, a new token is used for this long. */
const shortestMs = 60_000;
/** A token is replaced this long before it expires. */
const marginMs = 30_000;

/**
 * When a token that has just come should be replaced, in milliseconds from now. The clock of the device may be wrong, so
 * what the expiry says is kept between bounds; a token that is refused all the same is replaced then.
 */
export function replaceAfterMs(expireTime: Date, now: number): number {
  const lifetimeMs = Math.min(longestMs, Math.max(shortestMs, expireTime.getTime() - now));
  return lifetimeMs - marginMs;
}
