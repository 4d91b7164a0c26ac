import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileRegistry, type DescMessage, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { root } from '../../scripts/tools.ts';

/** The messages of one RPC. */
export interface RpcTypes {
  readonly request: DescMessage;
  readonly response: DescMessage;
}

/** The messages of every RPC of the contract, by path. */
export function readRpcTypes(): Map<string, RpcTypes> {
  const set = fromBinary(FileDescriptorSetSchema, readFileSync(join(root, 'gen/tertulia.binpb')));
  const types = new Map<string, RpcTypes>();
  for (const each of createFileRegistry(set)) {
    if (each.kind !== 'service') continue;
    for (const { name, input: request, output: response } of each.methods) {
      types.set(`/${each.typeName}/${name}`, { request, response });
    }
  }
  return types;
}
