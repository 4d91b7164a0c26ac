import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { MethodDescriptor } from 'nice-grpc-common';
import { Policy } from '#gen/tertulia/mesh/v1/policy.ts';

/** The tag under which the option `(tertulia.mesh.v1.policy)` stands: field 80460, length-delimited. */
const policyTag = (80460 << 3) | 2;

const policies = new Map<string, Policy>();

/** The policy of an RPC, as its contract states it. Throws if the contract states none. */
export function policyOf(method: Pick<MethodDescriptor, 'path' | 'options'>): Policy {
  const known = policies.get(method.path);
  if (known !== undefined) return known;
  const policy = readPolicy(method);
  policies.set(method.path, policy);
  return policy;
}

/** How long a call of the RPC may take, in milliseconds; undefined for a stream. */
export function timeoutOf(method: Pick<MethodDescriptor, 'path' | 'options'>): number | undefined {
  const { timeout } = policyOf(method);
  return timeout && Number(timeout.seconds) * 1000 + timeout.nanos / 1e6;
}

function readPolicy({ path, options }: Pick<MethodDescriptor, 'path' | 'options'>): Policy {
  // The generated code keeps options that it has no name for as bytes.
  const { _unknownFields: fields } = options as { _unknownFields?: Record<number, Uint8Array[]> };
  const bytes = fields?.[policyTag]?.[0];
  if (bytes === undefined) throw new Error(`${path} has no policy`);
  return Policy.decode(new BinaryReader(bytes).bytes());
}
