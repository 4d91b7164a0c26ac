import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { MeshReport } from '../../web/mesh/report.ts';
import { SetupError, say } from '../install/report.ts';
import { findFreePort, type Ports, type ServiceName } from '../run/ports.ts';
import { lastLines, watchStart } from '../run/start-failure.ts';
import { root } from '../tools.ts';
import { awaitServing } from './await-serving.ts';
import type { Mesh } from './mesh.ts';
import { firstReplica, nameOf, type ReplicaState } from './mesh-state.ts';
import { programOf, startProcess, stopProcess } from './supervise.ts';

const startTimeoutMs = 60_000;
const healthTimeoutMs = 15_000;
/** How long calls that run at a replica may keep it from being stopped; it lets them finish itself, too. */
const idleTimeoutMs = 20_000;
const pollMs = 100;

/** What is to be started. */
export interface Wanted {
  readonly service: ServiceName;
  readonly version: string;
  readonly canary: boolean;
}

/** Starts replicas and waits until each says that it serves. If one does not, all of them are stopped again. */
export async function startReplicas(mesh: Mesh, wanted: readonly Wanted[]): Promise<ReplicaState[]> {
  const started: ReplicaState[] = [];
  try {
    for (const each of wanted) {
      const replica = await placeReplica(mesh, each);
      started.push(replica);
      await startReplica(mesh, replica);
    }
    return started;
  } catch (error) {
    for (const replica of started) await abandon(mesh, replica);
    throw error;
  }
}

/** Lets replicas have calls that have started, or drain. If Envoy does not find one healthy, all is as it was before. */
export async function admitReplicas(mesh: Mesh, replicas: readonly ReplicaState[]): Promise<void> {
  try {
    for (const replica of replicas) mesh.noteReplica({ ...replica, phase: 'serving' });
    await mesh.tellGateway();
    await awaitHealthy(mesh, replicas);
    for (const replica of replicas) say(`${nameOf(replica)} gets calls.`);
  } catch (error) {
    say('That went wrong: going back to what was before.');
    const [started, drained] = [true, false].map((isNew) =>
      replicas.filter(({ phase }) => (phase === 'starting') === isNew),
    );
    for (const replica of drained ?? []) mesh.noteReplica(replica);
    for (const replica of started ?? []) mesh.noteReplica({ ...replica, phase: 'leaving' });
    await mesh.tellGateway();
    for (const replica of started ?? []) await abandon(mesh, replica);
    await mesh.tellGateway();
    throw error;
  }
}

/** Takes replicas out, lets their calls finish and stops them; their streams end, and go on elsewhere. */
export async function removeReplicas(mesh: Mesh, replicas: readonly ReplicaState[]): Promise<void> {
  if (replicas.length === 0) return;
  for (const replica of replicas) mesh.noteReplica({ ...replica, phase: 'leaving' });
  await mesh.tellGateway();
  for (const replica of replicas) {
    const activity = await awaitIdle(mesh, replica, idleTimeoutMs);
    const unseen = activity === undefined ? ' (Envoy did not say what still runs there)' : '';
    const streams = activity?.streams ?? 0;
    const also = streams > 0 ? `, and its ${streams} streams` : '';
    say(`${nameOf(replica)} gets no more calls${unseen}; stopping it${also} …`);
    await abandon(mesh, replica);
  }
  await mesh.tellGateway();
}

/**
 * Waits until no call runs at a replica, streams excepted; at most `timeoutMs`. What then still runs; undefined where
 * that is not known: nobody is idle because nobody answers.
 */
export async function awaitIdle(
  mesh: Pick<Mesh, 'look'>,
  replica: ReplicaState,
  timeoutMs: number,
): Promise<Activity | undefined> {
  const deadline = Date.now() + timeoutMs;
  // Twice: a call that was on its way when the replica was taken out is counted at the second look.
  for (let quiet = 0; ; ) {
    const activity = readActivity(await mesh.look([replica]), nameOf(replica));
    quiet = activity?.calls === 0 ? quiet + 1 : 0;
    if (quiet === 2 || Date.now() > deadline) return activity;
    await delay(pollMs);
  }
}

/** What runs at a replica. */
export interface Activity {
  readonly calls: number;
  readonly streams: number;
}

/**
 * Envoy knows all that runs, the replica how much of it are streams: where that does not answer, all are taken for calls.
 * Undefined where Envoy does not answer, or does not know the replica.
 */
function readActivity({ gateway, processes }: MeshReport, name: string): Activity | undefined {
  const active = gateway?.replicas.find((each) => each.replica === name)?.activeCalls;
  if (active === undefined) return undefined;
  const own = processes.find((each) => each.replica === name);
  const streams = own?.up === true ? own.openStreams : 0;
  return { calls: Math.max(0, active - streams), streams };
}

async function placeReplica(mesh: Mesh, { service, version, canary }: Wanted): Promise<ReplicaState> {
  const taken = mesh.state.replicas.filter((each) => each.service === service).map(({ number }) => number);
  // The first belongs to the run: its command is written down, and is that of the run's own version.
  let number = version === root && !canary ? 1 : 2;
  while (taken.includes(number)) number += 1;
  const replica: ReplicaState = { ...(await choosePorts(mesh, service, number)), version, canary, phase: 'starting' };
  mesh.noteReplica(replica);
  return replica;
}

async function choosePorts(mesh: Mesh, service: ServiceName, number: number) {
  if (number === 1) {
    const ports = JSON.parse(readFileSync(join(mesh.dataDir, 'run/ports.json'), 'utf8')) as Ports;
    return firstReplica(service, ports);
  }
  const [port, metricsPort] = [await findFreePort(), await findFreePort()];
  return { service, number, port, metricsPort, ...(service === 'profile' && { jwksPort: await findFreePort() }) };
}

async function startReplica(mesh: Mesh, replica: ReplicaState): Promise<void> {
  say(`Starting ${nameOf(replica)} …`);
  const watch = watchStart(mesh.dataDir);
  await startProcess(mesh.dataDir, replica);
  try {
    await awaitServing(replica, { tlsDir: mesh.tlsDir, timeoutMs: startTimeoutMs, onWait: watch.check });
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const log = join(mesh.dataDir, 'log', `${programOf(replica)}.log`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${nameOf(replica)}: ${reason}. The last lines of ${log}:\n${lastLines(log)}`);
  }
}

async function awaitHealthy(mesh: Mesh, replicas: readonly ReplicaState[]): Promise<void> {
  const deadline = Date.now() + healthTimeoutMs;
  const names = new Set(replicas.map(nameOf));
  for (;;) {
    const { gateway } = await mesh.look(replicas);
    const seen = gateway?.replicas.filter(({ replica = '' }) => names.has(replica)) ?? [];
    if (seen.length === names.size && seen.every(({ healthy }) => healthy)) return;
    if (Date.now() > deadline) throw new SetupError(`Envoy does not find ${[...names].join(', ')} healthy.`);
    await delay(pollMs);
  }
}

/** Stops a replica that nobody is sent to. */
export async function abandon(mesh: Mesh, replica: ReplicaState): Promise<void> {
  await stopProcess(mesh.dataDir, replica);
  mesh.forgetReplica(replica);
}
