import { once } from 'node:events';
import type { Logger } from './logger.ts';

/**
 * The life of a process: start, say so, wait for SIGTERM or SIGINT, stop, exit 0. A start that fails, or a second
 * signal while stopping, exits 1.
 */
export async function runMain(
  start: () => Promise<AsyncDisposable & { port: number }>,
  logger: Logger,
): Promise<never> {
  try {
    await using service = await start();
    logger.info({ port: service.port }, 'ready');
    const signal = await firstSignal();
    logger.info({ signal }, 'stopping');
    exitOnSecondSignal(logger);
  } catch (error) {
    logger.fatal(describeFailure(error));
    process.exit(1);
  }
  logger.info('stopped');
  process.exit(0);
}

async function firstSignal(): Promise<NodeJS.Signals> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [name] = await Promise.race([once(process, 'SIGTERM', { signal }), once(process, 'SIGINT', { signal })]);
    return name;
  } finally {
    waiting.abort();
  }
}

function exitOnSecondSignal(logger: Logger): void {
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      logger.fatal('stopped by a second signal, before everything was closed');
      process.exit(1);
    });
  }
}

function describeFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
