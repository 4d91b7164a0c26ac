import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCache, nodePath, root } from '../tools.ts';
import { type AvaStats, countTests, type Tally } from './count-tests.ts';
import { commandPath } from './run-check.ts';

/** Runs AVA over the test files that `filters` name (all, if none), its output shown as it comes; `env` is added to theirs. */
export async function runTests(filters: readonly string[], env: Readonly<Record<string, string>>): Promise<Tally> {
  const directory = mkdtempSync(join(tmpdir(), 'tertulia-test-'));
  try {
    const statsPath = join(directory, 'stats.json');
    const exitCode = await runAva(filters, { ...env, TERTULIA_TEST_STATS: statsPath });
    const stats = existsSync(statsPath) ? (JSON.parse(readFileSync(statsPath, 'utf8')) as AvaStats) : undefined;
    return countTests(stats, exitCode);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function runAva(filters: readonly string[], env: Readonly<Record<string, string>>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(nodePath(), [join(root, 'node_modules/ava/entrypoints/cli.js'), ...filters], {
      cwd: root,
      env: { ...process.env, ...compileCache, PATH: commandPath, ...env },
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
}
