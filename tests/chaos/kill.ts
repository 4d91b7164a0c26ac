import type { Random } from '../../scripts/demo/random.ts';
import { type ServiceName, serviceNames } from '../../scripts/run/plan.ts';
import type { RunningProcess } from '../../scripts/testing/start-process.ts';
import type { Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import type { Scene } from './writer.ts';

/** What is killed how often, and by whose numbers. */
export interface Killing {
  readonly tertulia: Tertulia;
  readonly scene: Scene;
  readonly times: number;
  readonly random: Random;
}

/** So long a service may take to start and to acknowledge something, while all others are killed too. */
const timeoutMs = 300_000;
/** At most so many writes are acknowledged between two kills, so that each hits work that is under way. */
const maxWrites = 2;

/**
 * Kills one process again and again, and starts it again at once. The next time comes after it has served some writes, or,
 * now and then, after any service has: it may be starting still.
 */
export async function killOne({ scene, times, random }: Killing, victim: RunningProcess): Promise<void> {
  const own = serviceNames.filter((name) => name === victim.name);
  for (let count = 0; count < times && !scene.givenUp.aborted; count += 1) {
    await strike([victim]);
    // Nothing passes but through Envoy.
    const isAwaited = own.length > 0 && random.chance(0.6);
    await served(scene, isAwaited ? own : serviceNames, 1 + random.below(maxWrites));
  }
}

/** Kills all processes at once, again and again, and starts them again at once. */
export async function killAll({ tertulia, scene, times, random }: Killing): Promise<void> {
  for (let count = 0; count < times && !scene.givenUp.aborted; count += 1) {
    await strike(victimsOf(tertulia));
    await served(scene, serviceNames, 1 + random.below(maxWrites));
  }
}

/** The services and Envoy. */
export function victimsOf({ services, envoy }: Tertulia): RunningProcess[] {
  return [...Object.values(services), envoy];
}

async function strike(victims: readonly RunningProcess[]): Promise<void> {
  await Promise.all(victims.map((victim) => victim.kill('SIGKILL')));
  for (const victim of victims) victim.restart();
}

/** Resolves when the services have acknowledged so many writes more, together. */
async function served(scene: Scene, services: readonly ServiceName[], writes: number): Promise<void> {
  const { acknowledged, givenUp } = scene;
  const count = () => services.reduce((sum, name) => sum + acknowledged[name], 0);
  const wanted = count() + writes;
  await waitFor(() => count() >= wanted || givenUp.aborted, { timeoutMs });
}
