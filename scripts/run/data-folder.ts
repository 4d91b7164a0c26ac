import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../install/report.ts';

const neededMegabytes = 200;

/** Makes the folder of databases, logs and run-time files, readable by its owner only; says so where it cannot be. */
export async function openDataFolder(dataDir: string): Promise<void> {
  try {
    for (const path of [dataDir, join(dataDir, 'run'), join(dataDir, 'log')])
      mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
  } catch (error) {
    throw explainWriteFailure(error, dataDir);
  }
  const { bavail, bsize } = await statfs(dataDir);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < neededMegabytes) {
    throw new SetupError(
      `${dataDir} has ${free} MB left, and needs ${neededMegabytes}: free some disk space, or choose another folder with --data.`,
    );
  }
}

/** Turns a failed write into a line that says what to do; other errors stay as they are. */
export function explainWriteFailure(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new SetupError(`The disk of ${path} is full: free some space, or choose another folder with --data.`);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new SetupError(`${path} cannot be written: mend its permissions, or choose another folder with --data.`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new SetupError(`${path} is not a folder: choose another one with --data.`);
  }
  return error;
}

/** Keeps two starts on one folder apart; a lock whose process is gone is taken over. */
export function lockStart(dataDir: string): Disposable {
  return takeLock(join(dataDir, 'run/starting'), `Another ./scripts/up is just starting on ${dataDir}: wait for it.`);
}

/** Keeps two operations on one running folder apart, likewise. */
export function lockOperation(dataDir: string): Disposable {
  return takeLock(join(dataDir, 'run/operating'), `Another ./scripts/mesh is at work on ${dataDir}: wait for it.`);
}

function takeLock(path: string, refusal: string): Disposable {
  const owner = tryLock(path);
  if (owner !== undefined && isAlive(owner)) throw new SetupError(`${refusal} It is process ${owner}.`);
  if (owner !== undefined) {
    rmSync(path, { force: true });
    if (tryLock(path) !== undefined) throw new SetupError(refusal);
  }
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}

/** The process that holds the lock; undefined if it is now ours. */
function tryLock(path: string): number | undefined {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explainWriteFailure(error, path);
    return Number(readFileSync(path, 'utf8'));
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
