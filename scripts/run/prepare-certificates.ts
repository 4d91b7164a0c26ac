import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findFaults } from '../ca/check.ts';
import { certifiedNames } from '../ca/names.ts';
import { SetupError } from '../install/report.ts';
import { nodePath, root } from '../tools.ts';

/** Half a day: half of the life of a certificate that is made here. */
const goodForMs = 12 * 3_600_000;

/** Sees to it that every process has a good certificate. Throws a SetupError that names those of someone else that are not. */
export async function prepareCertificates(tlsDir: string): Promise<void> {
  if (findFaults(tlsDir, certifiedNames, new Date(Date.now() + goodForMs)).length === 0) return;
  // Another process: what makes certificates is needed for a moment only, and would stay in memory.
  const child = spawn(nodePath(), [join(root, 'scripts/ca/main.ts'), tlsDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [problems, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new SetupError(`Nothing was started, for want of certificates. ${problems.trimEnd()}`);
}
