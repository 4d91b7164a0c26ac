import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../scripts/tools.ts';

/** How a script ended, and what it wrote. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A script under way. */
export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** Starts `scripts/<name>`. */
export function startScript(name: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(join(root, 'scripts', name), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = async () => {
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code: code as number | null, stdout, stderr };
  };
  return { child, ended: read() };
}

/** Runs `scripts/<name>` to its end. */
export function runScript(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return startScript(name, args, env).ended;
}

/** The processes that the supervisor of a data folder has started last, by name. */
export function readPids(dataDir: string): Map<string, number> {
  const log = join(dataDir, 'log/supervisord.log');
  if (!existsSync(log)) return new Map();
  const starts = readFileSync(log, 'utf8').matchAll(/spawned: '([\w-]+)' with pid (\d+)/g);
  return new Map([...starts].map(([, name = '', pid]) => [name, Number(pid)]));
}

/** Is there a process of this id? */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
