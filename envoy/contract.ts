import type { MethodPolicy, Policies } from '../services/kit/policies.ts';
import { type ServiceRow, sharedPackages, topology } from './topology.ts';

/** One RPC of the contract. */
export interface Rpc {
  /** `/tertulia.posts.v1.PostService/GetPost` */
  readonly path: string;
  /** `tertulia.posts.v1.PostService` */
  readonly service: string;
  /** `GetPost` */
  readonly method: string;
  readonly policy: MethodPolicy;
}

/** An RPC and the service that answers it. */
export interface OwnedRpc extends Rpc {
  readonly owner: ServiceRow;
}

/** Every RPC that the outside may call, sorted by path. Throws if one has no owner in the topology. */
export function edgeRpcs(policies: Policies): OwnedRpc[] {
  return readRpcs(policies)
    .filter(({ policy }) => policy.audience !== 'AUDIENCE_SERVICES')
    .map((rpc) => ({ ...rpc, owner: findOwner(rpc) }));
}

/** Every RPC that `row` serves inside the mesh, sorted by path. */
export function meshRpcs(policies: Policies, row: ServiceRow): Rpc[] {
  return readRpcs(policies).filter((rpc) => [...row.packages, ...sharedPackages].includes(packageOf(rpc)));
}

/** Throws if an RPC of the contract has no owner: nobody could call it. */
export function checkOwners(policies: Policies): void {
  for (const rpc of readRpcs(policies)) {
    if (!sharedPackages.includes(packageOf(rpc))) findOwner(rpc);
  }
}

function readRpcs(policies: Policies): Rpc[] {
  return [...policies]
    .map(([path, policy]) => {
      const [, service = '', method = ''] = path.split('/');
      return { path, service, method, policy };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function findOwner(rpc: Rpc): ServiceRow {
  const owner = topology.find(({ packages }) => packages.includes(packageOf(rpc)));
  if (owner === undefined) throw new Error(`${rpc.path} has no owner: name its package in envoy/topology.ts`);
  return owner;
}

function packageOf({ service }: Rpc): string {
  return service.slice(0, service.lastIndexOf('.'));
}
