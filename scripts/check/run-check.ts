import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { nodePath, root } from '../tools.ts';

/** How a check ended; `output` is what a person needs to see of it, empty if nothing. */
export interface CheckResult {
  name: string;
  ok: boolean;
  output: string;
}

/** PATH with Node 24 and the commands of node_modules first. */
export const commandPath = [dirname(nodePath()), join(root, 'node_modules/.bin'), process.env.PATH].join(':');

/** Runs a command at the root of the checkout; it is ok if it exits with 0. */
export function runCheck(name: string, command: string, args: readonly string[]): Promise<CheckResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: commandPath },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ name, ok: false, output: error.message }));
    child.on('close', (code) => resolve({ name, ok: code === 0, output: output.trimEnd() }));
  });
}
