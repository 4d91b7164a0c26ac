import { isIP } from 'node:net';

/** Throws if something without an identity would leave the machine: plaintext is for tests on loopback only. */
export function requireLoopback(host: string): void {
  if (isLoopback(host)) return;
  throw new Error(`${host} is not loopback, and without certificates nothing is spoken there: set TERTULIA_TLS_DIR`);
}

/** Whether only this machine can reach it. A name counts as somewhere else, `localhost` excepted. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost';
}
