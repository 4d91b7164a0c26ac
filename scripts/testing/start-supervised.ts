import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { stopInstance } from '../run/instance.ts';
import { readUpOptions } from '../run/options.ts';
import { findFreePort, type Ports } from '../run/ports.ts';
import { type Running, startEverything } from '../run/start-everything.ts';
import { awaitTokens } from './await-tokens.ts';
import { requireSound } from './examine-tertulia.ts';
import { forManyPeople } from './for-many-people.ts';

/** What scripts/up starts, Supervisor included, on a folder and ports of its own. */
export interface Supervised extends AsyncDisposable {
  readonly url: string;
  readonly adminUrl: string;
  /** Opens /mesh. */
  readonly operatorKey: string;
  readonly dataDir: string;
}

/**
 * Starts everything as scripts/up does, without limits on how often one address or member may call. Disposing it examines
 * what the services keep, as of startTertulia.
 */
export async function startSupervised(): Promise<Supervised> {
  await using resources = new AsyncDisposableStack();
  const { path: dataDir } = resources.use(await makeTempDir());
  const options = readUpOptions(['--data', dataDir, '--port', String(await findFreePort())], {}, dataDir);
  const overrides = { env: forManyPeople, gateway: { addressLimit: false } } as const;
  const running = await startEverything(options, new AbortController().signal, overrides);
  resources.defer(() => stopInstance(dataDir, { pid: running.supervisor.pid, url: running.url }));
  await awaitTokens(running.url);
  resources.defer(() => requireSound(dataDir, { allRun: true }));
  const { admin } = JSON.parse(readFileSync(join(dataDir, 'run/ports.json'), 'utf8')) as Ports;
  const owned = resources.move();
  return {
    url: running.url,
    adminUrl: `http://127.0.0.1:${admin}`,
    operatorKey: keyOf(running),
    dataDir,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function keyOf({ operatorUrl }: Running): string {
  return new URL(operatorUrl).hash.slice(1);
}
