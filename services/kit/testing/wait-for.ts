import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is truthy, and gives it. Throws after `timeoutMs` (default 20,000: a busy machine is slow, and nothing waits for long that works), with the last failure. */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 20_000 }: { timeoutMs?: number } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  let failure: unknown;
  while (true) {
    try {
      const value = await condition();
      if (value) return value;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw new Error(`nothing of it within ${timeoutMs} ms: ${condition}`, { cause: failure });
    await delay(5);
  }
}
