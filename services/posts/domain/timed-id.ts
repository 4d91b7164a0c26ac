import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** An id in the form of a UUIDv7 that is the same for the same time and parts: later times sort after earlier ones. */
export function timedId(time: Date, ...parts: readonly string[]): string {
  const random = createHash('sha256').update(parts.join(' ')).digest().subarray(0, 16);
  return v7({ msecs: time.getTime(), random });
}
