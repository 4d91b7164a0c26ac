import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodePath } from '../../scripts/tools.ts';
import type { ArrivalJob, ArrivalResult } from './run-arrivals.ts';
import type { LoadJob, LoadResult } from './run-load.ts';

/** The process that makes the load. */
export interface LoadGenerator extends Disposable {
  readonly pid: number;
  run(job: LoadJob): Promise<LoadResult>;
  runArrivals(job: ArrivalJob): Promise<ArrivalResult>;
}

/** Starts it. */
export async function startLoadGenerator(): Promise<LoadGenerator> {
  const child = fork(join(import.meta.dirname, 'main.ts'), { execPath: nodePath(), serialization: 'advanced' });
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('the load generator has no process id');
  const { pid } = child;
  const run = (job: LoadJob | ArrivalJob) => answerTo(child, job);
  return {
    pid,
    run: async (job) => (await run(job)) as LoadResult,
    runArrivals: async (job) => (await run(job)) as ArrivalResult,
    [Symbol.dispose]: () => child.disconnect(),
  };
}

async function answerTo(child: ChildProcess, job: LoadJob | ArrivalJob): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the load generator ended');
  });
  const answered = once(child, 'message', { signal });
  child.send(job);
  try {
    const [result] = await Promise.race([answered, ended]);
    return result;
  } finally {
    ended.catch(() => undefined);
    waiting.abort();
  }
}
