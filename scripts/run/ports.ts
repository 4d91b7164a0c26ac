import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { SetupError } from '../install/report.ts';
import { takePort } from './port-block.ts';

/** Where everything listens on loopback. `edge` is the only one meant for people. */
export interface Ports {
  edge: number;
  mesh: number;
  admin: number;
  web: number;
  jwks: number;
  profile: number;
  posts: number;
  comments: number;
  notifications: number;
  /** Where each service serves its metrics. */
  profileMetrics: number;
  postsMetrics: number;
  commentsMetrics: number;
  notificationsMetrics: number;
}

/** The four services, by the names that the mesh knows them by. */
export const serviceNames = ['profile', 'posts', 'comments', 'notifications'] as const;
export type ServiceName = (typeof serviceNames)[number];
const metrics = ['profileMetrics', 'postsMetrics', 'commentsMetrics', 'notificationsMetrics'] as const;
const inner = ['mesh', 'admin', 'web', 'jwks', ...serviceNames, ...metrics] as const;

/**
 * Ports for a start: those that `path` remembers where they are still free, so that a restart keeps them; else free
 * ones, which it then remembers. `edge` is taken as given: see requireFreePort.
 */
export async function choosePorts(edge: number, path: string): Promise<Ports> {
  const remembered = readRemembered(path);
  // All are held until all are chosen, so that none is given twice.
  const servers = await Promise.all(inner.map((name) => listenOn(remembered[name])));
  const chosen = servers.map(portOf);
  await Promise.all(servers.map(close));
  const ports = { edge, ...Object.fromEntries(inner.map((name, index) => [name, chosen[index]])) } as Ports;
  writeFileSync(path, `${JSON.stringify(ports, undefined, 2)}\n`, { mode: 0o600 });
  return ports;
}

/** A port that nothing listens on just now. */
export async function findFreePort(): Promise<number> {
  const server = await listenOn(undefined);
  const port = portOf(server);
  await close(server);
  return port;
}

/** Throws a SetupError that says what to do where the port cannot be listened on. */
export async function requireFreePort(port: number, host = '127.0.0.1'): Promise<void> {
  try {
    await close(await listen(port, host));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new SetupError(`Port ${port} is taken: stop what uses it, or choose another one with --port.`);
    }
    if (code === 'EACCES') throw new SetupError(`Port ${port} is not allowed: choose one above 1023 with --port.`);
    if (code === 'EADDRNOTAVAIL') throw new SetupError(`${host} is not an address of this machine: see --host.`);
    throw error;
  }
}

function readRemembered(path: string): Partial<Ports> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Ports>;
  } catch {
    return {};
  }
}

/** Listens on the wanted port if it is free, else on one of this process's own. */
async function listenOn(wanted: number | undefined): Promise<Server> {
  for (let port = wanted ?? (await takePort()); ; port = await takePort()) {
    try {
      return await listen(port);
    } catch {
      // Taken by what does not choose its port here: the next one.
    }
  }
}

async function listen(port: number, host = '127.0.0.1'): Promise<Server> {
  const server = createServer();
  server.listen({ port, host });
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
