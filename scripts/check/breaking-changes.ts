import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckResult, runCheck } from './run-check.ts';

const name = 'buf breaking';
const branches = ['refs/heads/main', 'refs/remotes/origin/main'];

/** Compares the contract of the working tree with the one committed to main. */
export async function checkBreakingChanges(): Promise<CheckResult> {
  const base = await findBase();
  if (base === undefined) {
    return { name, ok: true, output: 'Nothing to compare: there is no branch main here that holds a contract.' };
  }
  const directory = mkdtempSync(join(tmpdir(), 'tertulia-breaking-'));
  try {
    // An archive, since buf cannot read the .git of a worktree or of a shallow clone.
    const archive = join(directory, 'main.tar');
    const made = await runCheck(name, 'git', ['archive', '--output', archive, base, 'buf.yaml', 'proto']);
    return made.ok ? await runCheck(name, 'buf', ['breaking', '--against', archive]) : made;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function findBase(): Promise<string | undefined> {
  for (const branch of branches) {
    const contract = await runCheck(name, 'git', ['rev-parse', '--verify', '--quiet', `${branch}:proto`]);
    const settings = await runCheck(name, 'git', ['rev-parse', '--verify', '--quiet', `${branch}:buf.yaml`]);
    if (contract.ok && settings.ok) return branch;
  }
  return undefined;
}
