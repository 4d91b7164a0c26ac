import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { SetupError } from '../install/report.ts';
import type { Ports } from './ports.ts';

/** A part of Tertulia, and how to see that it answers. */
interface Part {
  name: string;
  answers(): Promise<boolean>;
}

/** How this machine itself reaches the edge. */
export interface EdgeAddress {
  host: string;
  port: number;
  tls: boolean;
}

const pollMs = 40;

/** An RPC of each service whose answer to an empty request shows that it, and not Envoy, has read it. */
const probes = {
  profile: '/tertulia.profile.v1.SessionService/RefreshSession',
  posts: '/tertulia.posts.v1.PostService/GetPost',
  comments: '/tertulia.comments.v1.CommentService/ListReplies',
} as const;

/** What an empty request is answered with by a service: INVALID_ARGUMENT. Envoy has no such answer of its own. */
const invalidArgument = '3';
const unauthenticated = '16';

/** How long to wait, and what to do meanwhile. */
export interface Waiting {
  /** Is told again and again which parts do not answer yet. Throws to give up early. */
  onWait(names: string[]): void;
  timeoutMs: number;
}

/** Resolves when every part answers through the edge; rejects with the names of those that do not in time. */
export async function awaitReady(
  ports: Ports,
  { onWait, timeoutMs }: Waiting,
  edge: EdgeAddress = { ...loopback(ports.edge), tls: false },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let missing = listParts(ports, edge);
  for (;;) {
    const answered = await Promise.all(missing.map((part) => part.answers()));
    missing = missing.filter((_, index) => !answered[index]);
    if (missing.length === 0) return;
    const names = missing.map(({ name }) => name);
    onWait(names);
    if (Date.now() > deadline) {
      throw new SetupError(`${names.join(', ')} gave no answer within ${timeoutMs / 1000} s; the logs may say why.`);
    }
    await setTimeout(pollMs);
  }
}

function loopback(port: number) {
  return { host: '127.0.0.1', port };
}

function listParts(ports: Ports, edge: EdgeAddress): Part[] {
  const rpcs = Object.entries(probes).map(([name, path]) => ({
    name,
    answers: async () => (await callRpc(edge, path)) === invalidArgument,
  }));
  return [...rpcs, notifications(ports, edge), webClient(edge), envoy(ports, edge)];
}

/** It has no RPC for guests: that Envoy has asked it how it is shows that it answers, the edge that it has the route. */
function notifications({ admin }: Ports, edge: EdgeAddress): Part {
  const path = '/tertulia.notifications.v1.NotificationService/GetUnreadCount';
  return {
    name: 'notifications',
    answers: async () => (await hasHealthy(admin, 'notifications')) && (await callRpc(edge, path)) === unauthenticated,
  };
}

/** Whether Envoy sends calls to a service: until it has asked a replica how it is, it has none to send them to. */
async function hasHealthy(admin: number, service: string): Promise<boolean> {
  const { body } = await send({ ...loopback(admin), tls: false }, 'GET', '/clusters');
  return new RegExp(`^${service}::.*::health_flags::healthy$`, 'm').test(body);
}

function webClient(edge: EdgeAddress): Part {
  return { name: 'web', answers: async () => (await send(edge, 'GET', '/')).status === 200 };
}

function envoy(ports: Ports, edge: EdgeAddress): Part {
  return { name: 'envoy', answers: async () => (await isLive(ports.admin)) && (await knowsKeys(edge)) };
}

async function isLive(admin: number): Promise<boolean> {
  return (await send({ ...loopback(admin), tls: false }, 'GET', '/ready')).status === 200;
}

/** It fetches the keys of access tokens by itself, and until it has them answers UNAVAILABLE to every token. */
async function knowsKeys(edge: EdgeAddress): Promise<boolean> {
  const { headers } = await send(edge, 'POST', '/tertulia.mesh.v1.PingService/Ping', {
    'content-type': 'application/grpc-web+proto',
    authorization: `Bearer ${forgedToken}`,
  });
  return headers['grpc-status'] === unauthenticated;
}

/** Well-formed, but signed by nobody. */
const forgedToken = [
  { alg: 'EdDSA', kid: 'nobody', typ: 'at+jwt' },
  { iss: 'tertulia', aud: 'tertulia', sub: 'nobody', exp: 4_102_444_800 },
  'x'.repeat(64),
]
  .map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))
  .join('.');

/** The gRPC status of an empty call in gRPC-Web; undefined where there is none. */
async function callRpc(edge: EdgeAddress, path: string): Promise<string | undefined> {
  const { headers, body } = await send(edge, 'POST', path, { 'content-type': 'application/grpc-web+proto' });
  const trailer = /grpc-status: ?(\d+)/.exec(body)?.[1];
  return headers['grpc-status']?.toString() ?? trailer;
}

const emptyMessage = new Uint8Array(5);

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Never rejects: a status of 0 is no answer. */
function send(
  { tls, ...address }: EdgeAddress,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const none = () => resolve({ status: 0, headers: {}, body: '' });
    // The certificate is for the name that people use, and this only asks whether anybody answers.
    const options = { ...address, method, path, headers, timeout: 2_000, rejectUnauthorized: false };
    const call = (tls ? requestTls : request)(options, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      response.on('error', none);
    });
    call.on('error', none).on('timeout', () => call.destroy());
    call.end(method === 'POST' ? emptyMessage : undefined);
  });
}
