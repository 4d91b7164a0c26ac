import { chmodSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolPaths } from '../tools.ts';
import { say } from './report.ts';
import { unpackWheel } from './wheel.ts';

/** Unpacks Supervisor, which keeps the processes of one machine running, beside two commands that start it. */
export async function ensureSupervisor(): Promise<void> {
  if (existsSync(toolPaths.supervisor)) return;
  say('Downloading Supervisor');
  const unpacked = await unpackWheel('supervisor', '', 50);
  for (const command of ['supervisord', 'supervisorctl']) {
    writeFileSync(join(unpacked, command), launcher(command), { mode: 0o755 });
  }
  chmodSync(unpacked, 0o755);
  rmSync(dirname(toolPaths.supervisor), { recursive: true, force: true });
  renameSync(unpacked, dirname(toolPaths.supervisor));
}

/** Finds the package beside itself, so that PYTHONPATH does not leak into the supervised processes. */
function launcher(command: string): string {
  return [
    '#!/usr/bin/env python3',
    'import os, sys',
    'sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))',
    `from supervisor.${command} import main`,
    'main()',
    '',
  ].join('\n');
}
