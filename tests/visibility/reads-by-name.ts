import { create, type DescField, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { edgeRpcs } from '../../envoy/contract.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { type RpcTypes, readRpcTypes } from '../fuzz/rpc-types.ts';

/** A read of one thing, or of several that are named one by one. */
export interface ReadByName {
  readonly path: string;
  /** What the request names it by: `post_id`. */
  readonly kind: string;
  /** The request that asks for the one of this name. */
  encode(name: string): Uint8Array;
}

const names = /(_ids?|^handle|^hashtag)$/;

/** Every RPC at the edge that reads, with each field of its request that names something; streams too. */
export function readsByName(): ReadByName[] {
  const types = readRpcTypes();
  return edgeRpcs(loadPolicies())
    .filter(({ policy }) => policy.idempotency === 'NO_SIDE_EFFECTS')
    .flatMap(({ path }) => {
      const messages = types.get(path);
      if (messages === undefined) throw new Error(`${path} is not in the contract`);
      return messages.request.fields
        .filter((field) => names.test(field.name))
        .map((field) => ({ path, kind: field.name.replace(/s$/, ''), encode: encoder(messages, field) }));
    });
}

function encoder({ request }: RpcTypes, field: DescField): (name: string) => Uint8Array {
  return (name) => {
    const value = field.fieldKind === 'list' ? [name] : name;
    const fields =
      field.oneof === undefined
        ? { [field.localName]: value }
        : { [field.oneof.localName]: { case: field.localName, value } };
    return toBinary(request, create(request, fields as MessageInitShape<typeof request>));
  };
}
