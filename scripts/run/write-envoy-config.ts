import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SetupError } from '../install/report.ts';
import { nodePath, root } from '../tools.ts';
import { envoyConfigPath, serviceNames } from './plan.ts';
import type { Ports } from './ports.ts';

/** Writes Envoy's configuration for these ports. `origins`: whose pages may call, beside its own. */
export async function writeEnvoyConfig(dataDir: string, ports: Ports, origins: readonly string[] = []): Promise<void> {
  const optionsPath = join(dataDir, 'run/mesh.json');
  const options = { addresses: addressesOf(ports), origins };
  writeFileSync(optionsPath, `${JSON.stringify(options, undefined, 2)}\n`, { mode: 0o600 });
  // Another process: what reads the contract is needed for a moment only, and would stay in memory.
  const args = [join(root, 'envoy/main.ts'), '--options', optionsPath, '--out', envoyConfigPath(dataDir)];
  const child = spawn(nodePath(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [problems, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new SetupError(`Envoy's configuration could not be made:\n${problems.trimEnd()}`);
}

function addressesOf(ports: Ports) {
  const at = (port: number) => ({ host: '127.0.0.1', port });
  const { edge, mesh, admin, web, jwks } = ports;
  return {
    ...{ edge: at(edge), mesh: at(mesh), admin: at(admin), web: at(web), jwks: at(jwks) },
    services: Object.fromEntries(serviceNames.map((name) => [name, [at(ports[name])]])),
  };
}
