import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { signal } from './signal.ts';

/** Names the data folder in the environment of a supervisor, and so of everything that it starts. */
const markName = 'TERTULIA_STARTED_ON';
/** As long as a supervisor gives each of them. */
const patienceMs = 15_000;
const lookMs = 50;

/** What a supervisor has in its environment, beside what its processes need. */
export function markFolder(dataDir: string): Record<string, string> {
  return { [markName]: dataDir };
}

/** The processes that a supervisor of the folder has started, and those that they have; itself too, if it runs. */
export function findLeftovers(dataDir: string): number[] {
  const mark = `${markName}=${dataDir}`;
  return existsSync('/proc/self/environ') ? findByProc(mark) : findByPs(mark);
}

/** Stops what runs without a supervisor, because that was killed: by SIGTERM, and in the end by SIGKILL. */
export async function stopLeftovers(dataDir: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (const pid of findLeftovers(dataDir)) signal(pid, 'SIGTERM');
  for (let pids = findLeftovers(dataDir); pids.length > 0; pids = findLeftovers(dataDir)) {
    if (Date.now() > deadline) for (const pid of pids) signal(pid, 'SIGKILL');
    await setTimeout(lookMs);
  }
}

function findByProc(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && readEnvironment(name).includes(mark))
    .map(Number);
}

/** Empty for those of other people, and for one that has just ended. */
function readEnvironment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function findByPs(mark: string): number[] {
  const lines = execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => ` ${line} `.includes(` ${mark} `)).map((line) => Number.parseInt(line, 10));
}
