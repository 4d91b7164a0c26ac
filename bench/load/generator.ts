import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodePath } from '../../scripts/tools.ts';
import type { LoadJob, LoadResult } from './run-load.ts';

/** The process that makes the load. */
export interface LoadGenerator extends Disposable {
  readonly pid: number;
  run(job: LoadJob): Promise<LoadResult>;
}

/** Starts it. */
export async function startLoadGenerator(): Promise<LoadGenerator> {
  const child = fork(join(import.meta.dirname, 'main.ts'), { execPath: nodePath(), serialization: 'advanced' });
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('the load generator has no process id');
  return {
    pid: child.pid,
    async run(job) {
      const failed = once(child, 'exit').then(() => {
        throw new Error('the load generator ended');
      });
      const answered = once(child, 'message');
      child.send(job);
      const [result] = await Promise.race([answered, failed]);
      return result as LoadResult;
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}
