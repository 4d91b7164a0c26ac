import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodePath, root } from '../tools.ts';
import { say } from './report.ts';
import { runStep } from './run-step.ts';
import { hashFiles, readStamp, writeStamp } from './stamp.ts';

const stampPath = join(root, 'web/dist/.stamp');
const isSource = (path: string) => !path.endsWith('.test.ts');

/** Builds web/ into web/dist if its sources, the contract or the packages changed since it was built. */
export async function ensureWebClient(): Promise<void> {
  if (!existsSync(join(root, 'web/vite.config.ts'))) return;
  const hash = hashFiles(['web', 'proto', 'buf.gen.yaml', 'package-lock.json'], isSource);
  if (readStamp(stampPath) === hash) return;
  say('Building the web client');
  await runStep({
    what: 'vite build',
    command: nodePath(),
    args: [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--config', 'web/vite.config.ts'],
    // With another one of the caller's, React's development build would be put in, and is too large.
    env: { ...process.env, NODE_ENV: 'production' },
    ifMissing: 'Node 24 is missing from node_modules: run ./scripts/setup.',
  });
  writeStamp(stampPath, hash);
}
