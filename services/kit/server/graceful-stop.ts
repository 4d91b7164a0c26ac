import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from 'nice-grpc';
import type { HealthState } from 'nice-grpc-server-health';
import type { CallExtension } from '../call.ts';
import type { Logger } from '../logger.ts';
import type { OpenStreams } from './open-streams.ts';

/** How long calls that run may take to finish. */
const finishMs = 10_000;

export interface Stopping {
  server: Server<CallExtension>;
  health: HealthState;
  names: readonly string[];
  streams: OpenStreams;
  drainMs: number;
  logger: Logger;
}

/** Stops so that no caller notices: those in front first see NOT_SERVING, calls that run finish, streams are told. */
export async function stopGracefully({ server, health, names, streams, drainMs, logger }: Stopping): Promise<void> {
  for (const name of ['', ...names]) health.setStatus('unhealthy', name);
  if (drainMs > 0) await delay(drainMs);
  const finished = server.shutdown();
  streams.endAll();
  await using _streams = { [Symbol.asyncDispose]: async () => streams[Symbol.dispose]() };
  using late = timer(finishMs);
  await Promise.race([finished, late.elapsed]);
  if (!late.hasElapsed()) return;
  logger.warn({ finishMs }, 'calls did not finish in time: they are cut');
  server.forceShutdown();
}

function timer(ms: number) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let elapsed = false;
  const handle = setTimeout(() => {
    elapsed = true;
    resolve();
  }, ms);
  return { elapsed: promise, hasElapsed: () => elapsed, [Symbol.dispose]: () => clearTimeout(handle) };
}
