/** A step of the set-up that cannot go on; `message` is one line that says what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Tells the person at the terminal what takes its time. Goes to stderr, so that stdout stays a result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What to tell for a failed step whose output is `output`; a full disk gets its own line. */
export function explainFailure(what: string, output: string): SetupError {
  if (/ENOSPC|No space left on device/i.test(output)) {
    return new SetupError(`${what}: the disk is full. Free some space and run the same command again.`);
  }
  const tail = output.trimEnd().split('\n').slice(-15).join('\n');
  return new SetupError(tail === '' ? `${what} failed.` : `${what} failed:\n${tail}`);
}

/** Runs a script's main function: a SetupError is printed as its message alone, and the exit code is 1. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
