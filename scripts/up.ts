// Starts the four services, Envoy and the web client on one machine, and keeps them running.
import { once } from 'node:events';
import { join } from 'node:path';
import { runScript, say } from './install/report.ts';
import { explainWriteFailure } from './run/data-folder.ts';
import { findInstance, stopInstance } from './run/instance.ts';
import { readUpOptions, type UpOptions, upUsage } from './run/options.ts';
import { type Running, startEverything } from './run/start-everything.ts';

// Everything in the data folder is its owner's only, logs too.
process.umask(0o077);

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());

await runScript(async () => {
  const options = readUpOptions(process.argv.slice(2), process.env, process.cwd());
  if (options.help) return console.log(upUsage);
  const there = findInstance(options.dataDir);
  if (there !== undefined) return console.log(`Tertulia is running already: ${there.url}`);
  try {
    await run(options);
  } catch (error) {
    if (!interrupted.signal.aborted) throw explainWriteFailure(error, options.dataDir);
    say('Stopped.');
  }
});

async function run(options: UpOptions): Promise<void> {
  let running = await startEverything(options, interrupted.signal);
  tell(options, running);
  if (options.detach) return running.supervisor.release();
  while (await isSupervisorLost(running)) {
    say('The supervisor was killed. Starting again …');
    running = await startEverything({ ...options, seed: 'none' }, interrupted.signal);
    say(`Tertulia is at ${running.url} again.`);
  }
  say('Stopping …');
  await stopInstance(options.dataDir, { pid: running.supervisor.pid, url: running.url });
  say('Stopped.');
}

function tell({ detach, dataDir }: UpOptions, { url, operatorUrl }: Running): void {
  console.log(`\nTertulia is at ${url}`);
  console.log(`Operators see the mesh at ${operatorUrl}`);
  console.log(`Logs are in ${join(dataDir, 'log')}`);
  console.log(detach ? 'It goes on in the background; ./scripts/down stops it.' : 'Ctrl-C stops it.');
}

/** Waits for Ctrl-C here, or ./scripts/down elsewhere: then false. */
async function isSupervisorLost({ supervisor }: Running): Promise<boolean> {
  const { signal } = interrupted;
  if (signal.aborted) return false;
  const end = await Promise.race([once(signal, 'abort'), supervisor.ended]);
  return !signal.aborted && 'inOrder' in end && !end.inOrder;
}
