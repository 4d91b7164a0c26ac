import type { ProfileContext } from './context.ts';
import { rotateKeys } from './credentials/rotate-keys.ts';
import { removeEndedMutes } from './store/mute-store.ts';
import { removeExpiredSessions } from './store/session-store.ts';
import { removeEndedTerms } from './store/term-store.ts';

/** Well below the minutes by which a key is published ahead. */
const everyMs = 60_000;

/** Does now what time brings: rotates the signing keys, and forgets sessions and mutes that have expired. */
export async function keepHouse(context: ProfileContext, keyRotationMs: number): Promise<void> {
  const steps = await rotateKeys(context, context.now(), keyRotationMs);
  for (const step of steps) context.logger.info({ step }, 'signing keys rotated');
  await context.database.write(async (tx) => {
    for (const forget of [removeExpiredSessions, removeEndedMutes, removeEndedTerms]) await forget(tx, context.now());
  });
}

/** Keeps house every minute until it is disposed. */
export function startHousekeeping(context: ProfileContext, keyRotationMs: number): AsyncDisposable {
  let running = Promise.resolve();
  const keep = () => {
    running = running
      .then(() => keepHouse(context, keyRotationMs))
      .catch((error: unknown) => context.logger.error({ err: error }, 'housekeeping failed; it is tried again'));
  };
  const timer = setInterval(keep, everyMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
