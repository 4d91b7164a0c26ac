import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../install/report.ts';

/** A process that ended this often while the rest is awaited will not come up by itself. */
const endsUntilFailure = 2;
const shownLines = 8;

/** Watches what the supervisor writes from now on for processes that do not stay up. */
export interface StartWatch {
  /** Throws a SetupError with the last lines of its log when a process has ended twice. */
  check(): void;
}

/** Watches the start of the processes of a data folder. */
export function watchStart(dataDir: string): StartWatch {
  const path = join(dataDir, 'log/supervisord.log');
  const from = existsSync(path) ? statSync(path).size : 0;
  return {
    check() {
      const name = findFailing(readFrom(path, from));
      if (name === undefined) return;
      const log = join(dataDir, 'log', `${name}.log`);
      throw new SetupError(`${name} does not start. The last lines of ${log}:\n${lastLines(log)}`);
    },
  };
}

function findFailing(log: string): string | undefined {
  const ends = new Map<string, number>();
  for (const [, name = ''] of log.matchAll(/(?:exited: |spawnerr: .*?')([\w-]+)/g)) {
    ends.set(name, (ends.get(name) ?? 0) + 1);
  }
  return [...ends].find(([, count]) => count >= endsUntilFailure)?.[0];
}

function readFrom(path: string, from: number): string {
  if (!existsSync(path)) return '';
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    readSync(file, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** The last lines of a log, indented; JSON lines by their message. */
export function lastLines(path: string): string {
  if (!existsSync(path)) return '  (there is no log)';
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-shownLines);
  return lines.map((line) => `  ${readMessage(line)}`).join('\n');
}

function readMessage(line: string): string {
  try {
    const { msg } = JSON.parse(line) as { msg?: string };
    return msg ?? line;
  } catch {
    return line;
  }
}
