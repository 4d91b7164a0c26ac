import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Processor time and memory of a process, as Linux counts them (proc(5)). */
export interface Usage {
  /** User and system time of all its threads since it started. */
  cpuMs: number;
  /** Resident memory, shared pages included. */
  rssBytes: number;
}

const tickMs = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const pageBytes = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));

/** Fields 14, 15 and 24 of /proc/PID/stat, counted from behind the process name, which may hold blanks. */
export function readUsage(pid: number): Usage {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { cpuMs: (field(14) + field(15)) * tickMs, rssBytes: field(24) * pageBytes };
}
