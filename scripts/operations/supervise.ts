import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from '../install/report.ts';
import { joiningPath } from '../run/forget-operations.ts';
import { supervisorConfigPath } from '../run/instance.ts';
import { planReplica, portVariables } from '../run/plan.ts';
import { controlSocketPath, makeJoiningConfig } from '../run/supervisor-config.ts';
import { supervisorPath } from '../tools.ts';
import type { ReplicaState } from './mesh-state.ts';

const run = promisify(execFile);

/** What Supervisor says of a process. */
export interface ProcessStatus {
  /** RUNNING, STARTING, BACKOFF, STOPPED, … */
  readonly state: string;
  readonly pid: number | undefined;
}

/** Throws a SetupError where the supervisor of the folder cannot be told anything. */
export function requireControl(dataDir: string): void {
  if (controlSocketPath(join(dataDir, 'run')) !== undefined) return;
  throw new SetupError(`The path of ${dataDir} is too long for the supervisor's socket: use a shorter one.`);
}

/** Starts a replica's process. That it runs does not mean that it serves. Does nothing if it runs already. */
export async function startProcess(dataDir: string, replica: ReplicaState): Promise<void> {
  if (isFirst(replica)) return void (await control(dataDir, 'start', `services:${replica.service}`));
  const program = programOf(replica);
  const plan = planReplica(program, replica.service, replica.version);
  const numbers = portVariables(replica.service, replica);
  mkdirSync(joiningPath(dataDir), { recursive: true, mode: 0o700 });
  const config = makeJoiningConfig(plan, { logDir: join(dataDir, 'log'), numbers });
  writeFileSync(configOf(dataDir, replica), config, { mode: 0o600 });
  await control(dataDir, 'reread');
  await control(dataDir, 'add', program);
}

/** Stops a replica's process as gently as at the end, and forgets it. Does nothing if there is none. */
export async function stopProcess(dataDir: string, replica: ReplicaState): Promise<void> {
  if (isFirst(replica)) return void (await control(dataDir, 'stop', `services:${replica.service}`));
  rmSync(configOf(dataDir, replica), { force: true });
  await control(dataDir, 'stop', programOf(replica));
  await control(dataDir, 'remove', programOf(replica));
  await control(dataDir, 'reread');
}

/** By the names of programs: `posts`, `posts-2`, `envoy`. */
export async function readProcesses(dataDir: string): Promise<Map<string, ProcessStatus>> {
  const lines = (await control(dataDir, 'status')).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name, state = ''] = /^(?:[\w-]+:)?([\w-]+) +([A-Z]+)/.exec(line) ?? [];
      const pid = /pid (\d+)/.exec(line)?.[1];
      return name === undefined ? [] : [[name, { state, pid: pid === undefined ? undefined : Number(pid) }] as const];
    }),
  );
}

/** What Supervisor calls a replica's process, and its log is called after. */
export function programOf({ service, number }: Pick<ReplicaState, 'service' | 'number'>): string {
  return number === 1 ? service : `${service}-${number}`;
}

const isFirst = ({ number }: ReplicaState) => number === 1;

function configOf(dataDir: string, replica: ReplicaState): string {
  return join(joiningPath(dataDir), `${programOf(replica)}.conf`);
}

/** What is so already is no failure: an operation may be done again from the start. */
const fine = /already started|not running|no such (process|group)|already active|removed process group/i;

async function control(dataDir: string, ...words: string[]): Promise<string> {
  const command = join(dirname(supervisorPath()), 'supervisorctl');
  const { stdout, stderr } = await run(command, ['-c', supervisorConfigPath(dataDir), ...words]).catch(readFailure);
  const refusal = `${stdout}${stderr}`.split('\n').find((line) => /error/i.test(line) && !fine.test(line));
  if (refusal !== undefined && words[0] !== 'status') {
    throw new SetupError(`The supervisor refuses to ${words.join(' ')}: ${refusal.trim()}`);
  }
  return stdout;
}

/** Its exit code tells also of processes that are down: the text is what counts. */
function readFailure(error: unknown): { stdout: string; stderr: string } {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  if (stdout === '' && stderr === '') throw error;
  return { stdout, stderr };
}
