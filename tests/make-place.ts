import { findFreePort } from '../scripts/run/ports.ts';
import { makeTempDir } from '../services/kit/testing/temp-dir.ts';
import { runScript } from './run-script.ts';

/** A data folder and a port; what still runs on it is stopped when it is disposed. */
export async function makePlace() {
  const { path, ...folder } = await makeTempDir();
  const port = await findFreePort();
  return {
    dataDir: path,
    args: ['--data', path, '--port', String(port)],
    url: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      await runScript('down', ['--data', path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}
