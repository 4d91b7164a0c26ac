import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSync, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import type { PolicyOption, RpcFacts } from './policy-rules.ts';

const policyOption = '(tertulia.mesh.v1.policy)';

/** An RPC and where its contract stands. */
export interface LocatedRpc {
  /** `tertulia/posts/v1/post_service.proto:31`, relative to the directory that was read. */
  location: string;
  facts: RpcFacts;
}

/** Reads every RPC of every contract under `directory` (absolute). Throws what protobufjs throws if one does not parse. */
export function readRpcs(directory: string): LocatedRpc[] {
  const files = globSync('**/*.proto', { cwd: directory }).sort();
  const definitions = loadSync(files, { includeDirs: [directory], keepCase: true, enums: String, longs: String });
  return files.flatMap((file) => {
    const text = readFileSync(join(directory, file), 'utf8');
    const packageName = /^package\s+([\w.]+)\s*;/m.exec(text)?.[1] ?? '';
    return [...text.matchAll(/^service\s+(\w+)/gm)].flatMap(({ 1: service, index }) => {
      const name = `${packageName}.${service}`;
      const rpcs = Object.entries(definitions[name] as ServiceDefinition);
      return rpcs.map(([rpc, method]) => ({
        location: `${file}:${lineOf(text, index, rpc)}`,
        facts: toFacts(`${name}.${rpc}`, method),
      }));
    });
  });
}

function lineOf(text: string, from: number, rpc: string): number {
  const offset = text.slice(from).search(new RegExp(`\\brpc\\s+${rpc}\\b`));
  return text.slice(0, from + Math.max(offset, 0)).split('\n').length;
}

function toFacts(name: string, method: MethodDefinition<object, object>): RpcFacts {
  // proto-loader's types know the standard options only; extensions stand beside them under their full names.
  const options = (method.options ?? {}) as { idempotency_level?: string; [policyOption]?: PolicyOption };
  const request = method.requestType.type as { field: readonly { name: string; type: string }[] };
  return {
    name,
    clientStream: method.requestStream,
    serverStream: method.responseStream,
    idempotencyLevel: options.idempotency_level ?? 'IDEMPOTENCY_UNKNOWN',
    policy: options[policyOption],
    requestFields: new Map(request.field.map((field) => [field.name, field.type])),
  };
}
