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
  const running = await startEverything(options, interrupted.signal);
  console.log(`\nTertulia is at ${running.url}`);
  console.log(`Operators see the mesh at ${running.operatorUrl}`);
  console.log(`Logs are in ${join(options.dataDir, 'log')}`);
  if (options.detach) {
    console.log('It goes on in the background; ./scripts/down stops it.');
    running.supervisor.release();
  } else {
    console.log('Ctrl-C stops it.');
    await stayUntilStopped(options.dataDir, running);
  }
}

/** Until Ctrl-C here, or ./scripts/down elsewhere. */
async function stayUntilStopped(dataDir: string, { url, supervisor }: Running): Promise<void> {
  const { signal } = interrupted;
  if (!signal.aborted) await Promise.race([once(signal, 'abort'), supervisor.ended]);
  say('Stopping …');
  await stopInstance(dataDir, { pid: supervisor.pid, url });
  say('Stopped.');
}
