import { isIP } from 'node:net';
import { isLoopback } from '../../services/kit/tls/plaintext.ts';
import type { EdgeOptions } from './edge-options.ts';

const everywhere = ['0.0.0.0', '::'];

/** Where a browser goes: by the name of the certificate, where there is one. */
export function edgeUrl({ host, names }: Pick<EdgeOptions, 'host' | 'names'>, port: number): string {
  const name = names?.find((each) => !each.includes('*')) ?? nameOf(host);
  return new URL(`${names === undefined ? 'http' : 'https'}://${name}:${port}`).origin;
}

/** Where this machine itself reaches the edge. */
export function localHost(host: string): string {
  return everywhere.includes(host) ? '127.0.0.1' : host;
}

function nameOf(host: string): string {
  if (isLoopback(host) || everywhere.includes(host)) return 'localhost';
  return isIP(host) === 6 ? `[${host}]` : host;
}
