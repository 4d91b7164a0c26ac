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
  const { pid } = child;
  return {
    pid,
    async run(job) {
      const waiting = new AbortController();
      const { signal } = waiting;
      const ended = once(child, 'exit', { signal }).then(() => {
        throw new Error('the load generator ended');
      });
      const answered = once(child, 'message', { signal });
      child.send(job);
      try {
        const [result] = await Promise.race([answered, ended]);
        return result as LoadResult;
      } finally {
        ended.catch(() => undefined);
        waiting.abort();
      }
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}
