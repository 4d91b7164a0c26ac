import { describeHole, type Floor, findHoles, readFloors } from './floors.ts';
import type { Logger } from './logger.ts';
import { readRunningVersions } from './running-versions.ts';

/**
 * The life of a process: start, say so, wait for SIGTERM or SIGINT, stop, exit 0. A start that fails, or a second
 * signal while stopping, exits 1. So does a start on software with a hole that `floors` refuse.
 */
export async function runMain(
  start: () => Promise<AsyncDisposable & { port: number }>,
  logger: Logger,
  floors: readonly Floor[] = readFloors(),
): Promise<never> {
  // Listened for from the beginning: a signal while starting stops the service once it has started.
  const signalled = listenForSignals(logger);
  try {
    checkFloors(floors, logger);
    await using service = await start();
    logger.info({ port: service.port }, 'ready');
    const signal = await signalled;
    logger.info({ signal }, 'stopping');
  } catch (error) {
    logger.fatal(describeFailure(error));
    process.exit(1);
  }
  logger.info('stopped');
  process.exit(0);
}

/** Throws, or warns, of what is known of the versions in use. */
function checkFloors(floors: readonly Floor[], logger: Logger): void {
  const holes = findHoles(readRunningVersions(), floors);
  const refused = holes.filter(({ floor }) => floor.atStart === 'refuse');
  if (refused.length > 0) throw new Error(refused.map(describeHole).join('; '));
  for (const hole of holes) logger.warn(describeHole(hole));
}

/** The first signal; the second ends the process. */
function listenForSignals(logger: Logger): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let signalled = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (signalled) {
      logger.fatal('stopped by a second signal, before everything was closed');
      process.exit(1);
    }
    signalled = true;
    resolve(signal);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return promise;
}

function describeFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
