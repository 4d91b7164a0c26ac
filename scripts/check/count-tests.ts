/** What AVA counts in a run; see `RunStatus` in its lib/run-status.js. */
export interface AvaStats {
  passedTests: number;
  failedTests: number;
  failedHooks: number;
  /** Declared `failing`: known bugs, which this project does not keep. */
  passedKnownFailingTests: number;
  skippedTests: number;
  todoTests: number;
  /** Begun or selected, never ended: a time-out or a dead process. */
  remainingTests: number;
  timedOutTests: number;
  uncaughtExceptions: number;
  unhandledRejections: number;
  unexpectedProcessExits: number;
  internalErrors: number;
  failedWorkers: number;
  /** Test files that declare no test; ava.config.js adds it. */
  emptyFiles: number;
}

/** How many of something passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/**
 * The tally of an AVA run that ended with `exitCode`. Whatever is not a passed test is a failure: also a skipped
 * test, a crash outside of any test, a run that cannot say how it went (`stats` undefined), and a run of no test.
 */
export function countTests(stats: AvaStats | undefined, exitCode: number | null): Tally {
  if (stats === undefined) return { passed: 0, failed: 1 };
  const unfinished = Math.max(stats.remainingTests, stats.timedOutTests);
  const inTests = stats.failedTests + stats.failedHooks + stats.passedKnownFailingTests + unfinished;
  const unrun = stats.skippedTests + stats.todoTests;
  const crashes =
    stats.uncaughtExceptions + stats.unhandledRejections + stats.unexpectedProcessExits + stats.internalErrors;
  // One crash shows in several of these counts.
  const outside = Math.max(crashes, stats.failedWorkers, stats.emptyFiles);
  const failed = inTests + unrun + outside;
  const failedSilently = failed === 0 && (exitCode !== 0 || stats.passedTests === 0);
  return { passed: stats.passedTests, failed: failedSilently ? 1 : failed };
}
