import { z } from 'zod';

const maxMs = 366 * 24 * 60 * 60 * 1_000;

/** How long a mute is to last, in milliseconds, as google.protobuf.Duration; 0, and nothing, for ever. */
export const muteDuration = z
  .object({ seconds: z.bigint(), nanos: z.number() })
  .optional()
  .transform((duration) => (duration ? Number(duration.seconds) * 1_000 + Math.ceil(duration.nanos / 1e6) : 0))
  .refine((ms) => ms >= 0 && ms <= maxMs, 'must be 0 to 366 days');

/** When a mute of this duration ends, if it begins now; undefined: never. */
export function expireTimeOf(durationMs: number, now: Date): Date | undefined {
  return durationMs === 0 ? undefined : new Date(now.getTime() + durationMs);
}
