import { topology } from '../../envoy/topology.ts';
import { spiffeId } from '../../services/kit/tls/spiffe.ts';
import type { Fields } from './answer.ts';

/** What a caller may say that it is, inside the mesh: the services, and what only resembles one. */
export const claimedCallers: readonly string[] = [
  ...topology.map(({ name }) => name),
  ...topology.map(({ name }) => spiffeId(name)),
  ...[
    'edge',
    'web',
    'gateway',
    '',
    'POSTS',
    'posts,profile',
    'posts ',
    'spiffe://elsewhere/posts',
    'spiffe://tertulia/',
  ],
];

const victim = '0190f3a0-0000-7000-8000-000000000000';

/** What a stranger may say of who they are or where they come from, none of which is believed. */
export const spoofedHeaders: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries(claimedCallers.map((name) => [`as the service "${name}"`, [['x-tertulia-service', name]]])),
  'as two services': [
    ['x-tertulia-service', 'posts'],
    ['x-tertulia-service', 'profile'],
  ],
  'as an account': [
    ['x-tertulia-account', victim],
    ['x-account-id', victim],
    ['x-user-id', victim],
  ],
  'as this machine': [
    ['x-forwarded-for', '127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
  ],
  'as a call from inside': [
    ['x-envoy-internal', 'true'],
    ['x-envoy-external-address', '127.0.0.1'],
    ['x-envoy-original-path', '/tertulia.events.v1.EventLogService/Subscribe'],
    ['x-envoy-original-dst-host', '127.0.0.1:1'],
  ],
  'with the certificate of a service': [
    ['x-forwarded-client-cert', 'By=spiffe://tertulia/gateway;URI=spiffe://tertulia/posts'],
  ],
  'with a deadline of its own making': [['x-tertulia-deadline', '99999999999999']],
  'for another host': [['x-forwarded-host', 'posts']],
};
