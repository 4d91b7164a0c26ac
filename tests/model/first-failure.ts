import { Disagreement } from './step.ts';

/** How long a failing script is made smaller. */
const shrinkingMs = Number(process.env.MODEL_SHRINK_MS ?? 60_000);

/**
 * Holds a property to the first thing that it found: while fast-check makes the script smaller, what fails in another way
 * counts as nothing, lest it end at a failure that nobody asked for.
 */
export function keepToFirst(tell: (message: string) => void): (act: () => Promise<void>) => Promise<void> {
  let first: Disagreement | undefined;
  let end = Number.POSITIVE_INFINITY;
  return async (act) => {
    if (Date.now() > end) return;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Disagreement)) throw error;
      if (first === undefined) {
        first = error;
        end = Date.now() + shrinkingMs;
        tell(error.message);
      }
      if (error.shape === first.shape) throw error;
    }
  };
}
