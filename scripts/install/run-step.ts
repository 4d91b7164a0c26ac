import { spawn } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { root } from '../tools.ts';
import { explainFailure, SetupError, say } from './report.ts';

const heartbeatMs = 10_000;

/** A command of the set-up. */
export interface Step {
  /** Names the step in progress lines and errors: "Downloading Envoy 1.40.0". */
  what: string;
  command: string;
  args: readonly string[];
  /** What to do when `command` is not installed, as one sentence. */
  ifMissing: string;
  env?: NodeJS.ProcessEnv;
}

/** Refuses to begin a step for which the disk has not enough room. */
export async function requireFreeSpace(what: string, megabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < megabytes) {
    throw new SetupError(`${what} needs ${megabytes} MB of disk, and ${free} MB are free. Free some space first.`);
  }
}

/**
 * Runs a command to its end and resolves with its stdout. Its output is shown only if it fails; while it runs,
 * a line every ten seconds says that it does.
 */
export function runStep(step: Step): Promise<string> {
  const started = Date.now();
  const heartbeat = setInterval(
    () => say(`  … ${step.what} (${Math.round((Date.now() - started) / 1000)} s)`),
    heartbeatMs,
  );
  return new Promise<string>((resolve, reject) => {
    const child = spawn(step.command, step.args, {
      cwd: root,
      env: step.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new SetupError(step.ifMissing) : error),
    );
    child.on('close', (code) => (code === 0 ? resolve(stdout) : reject(explainFailure(step.what, output))));
  }).finally(() => clearInterval(heartbeat));
}
