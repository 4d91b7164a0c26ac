import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { supervisorPath } from '../tools.ts';
import { supervisorConfigPath } from './instance.ts';
import { markFolder } from './leftovers.ts';
import { controlSocketPath, makeSupervisorConfig, type SupervisedProcess } from './supervisor-config.ts';

/** A running supervisor and the end of its life. */
export interface Supervisor {
  pid: number;
  /**
   * Resolves when it is gone. `inOrder`: it was told to end, and so did what it kept running; else that runs on, and
   * nobody keeps it: see stopLeftovers.
   */
  ended: Promise<{ inOrder: boolean }>;
  /** Lets this process end while the supervisor goes on. */
  release(): void;
}

/** Starts every process of the plan under Supervisor, in a session of its own: Ctrl-C reaches it only through `up`. */
export async function startSupervisor(dataDir: string, processes: readonly SupervisedProcess[]): Promise<Supervisor> {
  const [runDir, logDir] = [join(dataDir, 'run'), join(dataDir, 'log')];
  const configPath = supervisorConfigPath(dataDir);
  writeFileSync(configPath, makeSupervisorConfig(processes, { runDir, logDir }), { mode: 0o600 });
  const output = openSync(join(logDir, 'supervisord.out'), 'w', 0o600);
  const socketPath = controlSocketPath(runDir);
  // Left behind by one that was killed.
  if (socketPath !== undefined) rmSync(socketPath, { force: true });
  const child = spawn(supervisorPath(), ['-c', configPath], {
    detached: true,
    stdio: ['ignore', output, output],
    env: Object.assign({}, process.env, ...processes.map(({ env }) => env), markFolder(dataDir)),
  });
  closeSync(output);
  wake(socketPath);
  return { pid: await pidOf(child), ended: endOf(child), release: () => child.unref() };
}

async function endOf(child: ChildProcess): Promise<{ inOrder: boolean }> {
  const [code] = await once(child, 'exit');
  return { inOrder: code === 0 };
}

async function pidOf(child: ChildProcess): Promise<number> {
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('the supervisor has no process id');
  return child.pid;
}

const wakeTries = 200;
const wakeEveryMs = 10;

/** Supervisor starts its processes at its first turn, one second after it is ready, or when somebody knocks. */
function wake(socketPath: string | undefined, tries = wakeTries): void {
  if (socketPath === undefined || tries === 0) return;
  const socket = connect(socketPath);
  socket.on('connect', () => socket.destroy());
  socket.on('error', () => setTimeout(() => wake(socketPath, tries - 1), wakeEveryMs).unref());
}
