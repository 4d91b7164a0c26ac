import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the key of the operators is: for the web server to compare, and for nobody else to read. */
export function operatorKeyPath(dataDir: string): string {
  return join(dataDir, 'run/operator-key');
}

/** The key that opens /mesh, made at the first start on the folder: 32 random bytes in base64url. */
export function openOperatorKey(dataDir: string): string {
  const path = operatorKeyPath(dataDir);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const key = randomBytes(32).toString('base64url');
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  return key;
}
