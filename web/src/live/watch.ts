import { isCursorRefused } from '../rpc/rpc-error.ts';

/** A stream that resumes from a cursor. */
export interface Watched<T extends { cursor: string }> {
  /** Opens the stream after `cursor`; an empty cursor begins now. */
  open(cursor: string, signal: AbortSignal): AsyncIterable<T>;
  /** The cursor to resume from, as far as messages are known; shared with whoever else reads the stream. */
  cursor(): string;
  /** The service knows the cursor no longer: the stream begins now, and what lay between is not told. */
  forgetCursor(): void;
  onMessage(message: T): void;
  /** The stream is open (it has said something), or it has broken and is being opened anew. */
  onConnected(connected: boolean): void;
}

const shortestPauseMs = 500;
const longestPauseMs = 30_000;
/** The contract promises a message each 30 seconds; a stream that is silent for longer than this is dead. */
const silenceMs = 75_000;

/** Keeps a stream open until `signal` is aborted: opens it anew when it ends or breaks, with growing pauses. */
export async function watch<T extends { cursor: string }>(watched: Watched<T>, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readOnce(watched, signal, () => {
        failures = 0;
        watched.onConnected(true);
      });
    } catch (error) {
      // Why else it broke makes no difference: a session that has ended ends the watching by `signal`.
      if (isCursorRefused(error)) watched.forgetCursor();
    }
    if (signal.aborted) return;
    watched.onConnected(false);
    await pause(pauseMs(failures), signal);
    failures += 1;
  }
}

/** How long to wait after so many failures in a row: doubling, with a random half so that tabs do not come as one. */
export function pauseMs(failures: number, random: () => number = Math.random): number {
  const fullMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures, 10));
  return fullMs / 2 + (random() * fullMs) / 2;
}

async function readOnce<T extends { cursor: string }>(
  { open, cursor, onMessage }: Watched<T>,
  signal: AbortSignal,
  onAlive: () => void,
): Promise<void> {
  const attempt = new AbortController();
  let silence = setTimeout(() => attempt.abort(), silenceMs);
  try {
    for await (const message of open(cursor(), AbortSignal.any([signal, attempt.signal]))) {
      clearTimeout(silence);
      silence = setTimeout(() => attempt.abort(), silenceMs);
      onAlive();
      onMessage(message);
    }
  } finally {
    clearTimeout(silence);
    // Leaving the loop does not cancel the call; aborting does.
    attempt.abort();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
