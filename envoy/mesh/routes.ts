import type { RouteConfigurationJson } from '#gen/envoy/envoy/config/route/v3/route_pb.js';
import { meshRpcs } from '../contract.ts';
import { serviceHeader } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { topology } from '../topology.ts';
import { calleeHost } from './callee.ts';

/** Where each call between services goes: its authority says to whom. */
export function meshRoutes({ policies, canaries }: BootstrapOptions): RouteConfigurationJson {
  return {
    name: 'mesh',
    validateClusters: true,
    virtualHosts: topology.map((row) => calleeHost(row, meshRpcs(policies, row), canaries)),
    // Whatever the caller says of itself, its certificate counts; a service reads the name in it.
    requestHeadersToAdd: [
      {
        header: { key: serviceHeader, value: '%DOWNSTREAM_PEER_URI_SAN%' },
        appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD',
        keepEmptyValue: true,
      },
    ],
  };
}
