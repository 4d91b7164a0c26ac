import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Puts a file in place, readable by its owner only: whoever reads it sees the old content or the new, never a part. */
export function writePrivate(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
}
