import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../install/report.ts';
import { joiningPath } from '../run/forget-operations.ts';
import { planReplica, portVariables } from '../run/plan.ts';
import { controlSocketPath, makeJoiningConfig } from '../run/supervisor-config.ts';
import type { ReplicaState } from './mesh-state.ts';
import { callSupervisor, faultCodes, readStructs, SupervisorFault } from './supervisor-rpc.ts';

/** What Supervisor says of a process. */
export interface ProcessStatus {
  /** RUNNING, STARTING, BACKOFF, STOPPED, … */
  readonly state: string;
  readonly pid: number | undefined;
}

/** The socket of the folder's supervisor. Throws a SetupError where it has none. */
export function requireControl(dataDir: string): string {
  const path = controlSocketPath(join(dataDir, 'run'));
  if (path !== undefined) return path;
  throw new SetupError(`The path of ${dataDir} is too long for the supervisor's socket: use a shorter one.`);
}

/** Starts a replica's process. That it runs does not mean that it serves. Does nothing if it runs already. */
export async function startProcess(dataDir: string, replica: ReplicaState): Promise<void> {
  if (isFirst(replica)) return start(dataDir, `services:${replica.service}`);
  const program = programOf(replica);
  const plan = planReplica(program, replica.service, replica.version);
  const numbers = portVariables(replica.service, replica);
  mkdirSync(joiningPath(dataDir), { recursive: true, mode: 0o700 });
  const config = makeJoiningConfig(plan, { logDir: join(dataDir, 'log'), numbers });
  writeFileSync(configOf(dataDir, replica), config, { mode: 0o600 });
  const socket = requireControl(dataDir);
  await callSupervisor(socket, 'reloadConfig');
  await unless([faultCodes.alreadyAdded], callSupervisor(socket, 'addProcessGroup', program));
  await start(dataDir, program);
}

/** Stops a replica's process as gently as at the end, and forgets it. Does nothing if there is none. */
export async function stopProcess(dataDir: string, replica: ReplicaState): Promise<void> {
  if (isFirst(replica)) return stop(dataDir, `services:${replica.service}`);
  const [socket, program] = [requireControl(dataDir), programOf(replica)];
  rmSync(configOf(dataDir, replica), { force: true });
  await stop(dataDir, program);
  await unless([faultCodes.badName], callSupervisor(socket, 'removeProcessGroup', program));
  await callSupervisor(socket, 'reloadConfig');
}

/** By the names of programs: `posts`, `posts-2`, `envoy`. */
export async function readProcesses(dataDir: string): Promise<Map<string, ProcessStatus>> {
  const found = readStructs(await callSupervisor(requireControl(dataDir), 'getAllProcessInfo'));
  return new Map(
    found.map((info) => {
      const pid = Number(info.get('pid'));
      return [info.get('name') ?? '', { state: info.get('statename') ?? '', pid: pid === 0 ? undefined : pid }];
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

/** Without waiting until Supervisor calls it running: whether it serves, it says itself. */
function start(dataDir: string, process: string): Promise<void> {
  return unless([faultCodes.alreadyStarted], callSupervisor(requireControl(dataDir), 'startProcess', process, false));
}

/** Done when the process is gone. */
function stop(dataDir: string, process: string): Promise<void> {
  const gone = [faultCodes.notRunning, faultCodes.badName];
  return unless(gone, callSupervisor(requireControl(dataDir), 'stopProcess', process, true));
}

/** What is so already is no failure: an operation may be done again from the start. */
async function unless(fine: readonly number[], call: Promise<string>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof SupervisorFault)) throw error;
    if (!fine.includes(error.code)) throw new SetupError(`The supervisor refuses: ${error.message}.`);
  }
}
