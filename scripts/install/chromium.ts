import { join } from 'node:path';
import { findChromium, findOnPath, nodePath, root } from '../tools.ts';
import { SetupError, say } from './report.ts';
import { requireFreeSpace, runStep } from './run-step.ts';

const megabytes = 1_000;

/** Installs a Chromium unless one is there, and resolves with its path. */
export async function ensureChromium(): Promise<string> {
  const found = lookUp();
  if (found !== undefined) return found;
  await requireFreeSpace('Installing Chromium', megabytes);
  if (!(await installByApt())) await downloadByPlaywright();
  const installed = lookUp();
  if (installed === undefined) {
    throw new SetupError('Chromium is missing: install it, or set CHROMIUM_PATH, and run the same command again.');
  }
  return installed;
}

function lookUp(): string | undefined {
  try {
    return findChromium();
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
}

/** Resolves with false where there is no apt-get, no right to use it, or no such package. */
async function installByApt(): Promise<boolean> {
  if (findOnPath(['apt-get']) === undefined) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && findOnPath(['sudo']) === undefined) return false;
  say('Installing Chromium with apt-get (about a minute)');
  try {
    await apt(asRoot, ['update']);
    await apt(asRoot, ['install', '-y', '--no-install-recommends', 'chromium']);
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`  ${error.message.split('\n')[0]} Trying Playwright's download.`);
    return false;
  }
}

async function apt(asRoot: readonly string[], args: readonly string[]): Promise<void> {
  const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args];
  await runStep({
    what: `apt-get ${args[0]}`,
    command,
    args: rest,
    ifMissing: 'apt-get is missing.',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

async function downloadByPlaywright(): Promise<void> {
  say("Downloading Playwright's Chromium (about 170 MB)");
  await runStep({
    what: "Downloading Playwright's Chromium",
    command: nodePath(),
    args: [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'],
    ifMissing: 'Node 24 is missing from node_modules: run ./scripts/setup.',
  });
}
