import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The static server as a process of its own, on a free port. */
export interface RunningWeb extends AsyncDisposable {
  url: string;
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the static server over the built client. */
export async function startWeb(): Promise<RunningWeb> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../server.ts')], {
    env: { ...process.env, WEB_HOST: '127.0.0.1', WEB_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const stop = async () => {
    child.kill('SIGTERM');
    return (await exited)[0];
  };
  return {
    url: line.replace('web: ', ''),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}
