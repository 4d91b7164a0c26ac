import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedProcess } from '../run/plan.ts';

/** One process of a test's Tertulia. */
export interface RunningProcess extends AsyncDisposable {
  readonly name: string;
  /** Where it listens: `127.0.0.1:20001`. The same after a restart. */
  readonly address: string;
  readonly logFile: string;
  pid(): number;
  /** How it ended: a code or a signal; undefined while it runs. */
  exitCode(): number | NodeJS.Signals | undefined;
  /** Sends a signal and resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again, after it was killed. It answers some time later. */
  restart(): void;
}

const stopTimeoutMs = 15_000;

/** A test process that breaks off leaves nothing behind. */
const running = new Set<{ kill(): boolean }>();
process.once('exit', () => {
  for (const each of running) each.kill();
});

/** Starts a planned process, its output appended to a file in `logDir`. Disposing it stops it by SIGTERM. */
export function startProcess(plan: PlannedProcess, logDir: string): RunningProcess {
  const logFile = join(logDir, `${plan.name}.log`);
  let child = launch(plan, logFile);
  const kept = { kill: () => child.kill('SIGKILL') };
  running.add(kept);
  const exitCode = () => child.exitCode ?? child.signalCode ?? undefined;
  return {
    name: plan.name,
    address: `127.0.0.1:${plan.port}`,
    logFile,
    exitCode,
    pid() {
      if (child.pid === undefined) throw new Error(`${plan.name} did not start`);
      return child.pid;
    },
    kill: (signal) => kill(child, signal),
    restart() {
      if (exitCode() === undefined) throw new Error(`${plan.name} runs already`);
      child = launch(plan, logFile);
    },
    async [Symbol.asyncDispose]() {
      const hung = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await kill(child, 'SIGTERM');
      clearTimeout(hung);
      running.delete(kept);
    },
  };
}

function launch({ command, args, cwd, env }: PlannedProcess, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
