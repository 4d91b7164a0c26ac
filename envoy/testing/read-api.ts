import { readFileSync } from 'node:fs';
import {
  createFileRegistry,
  type DescMessage,
  type FileRegistry,
  fromBinary,
  fromJson,
  type JsonValue,
} from '@bufbuild/protobuf';
import { AnySchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/**
 * Reads a bootstrap as Envoy's API has it, what is packed in an Any included.
 * Throws if a message, a field, an enum's value or a type is wrong anywhere.
 */
export function readBootstrap(json: JsonValue): void {
  const registry = readRegistry();
  fromJson(messageOf(registry, 'envoy.config.bootstrap.v3.Bootstrap'), json, { registry });
}

/** Reads a resource of a watched file likewise: a packed message. */
export function readResource(json: JsonValue): void {
  fromJson(AnySchema, json, { registry: readRegistry() });
}

function readRegistry(): FileRegistry {
  const bytes = readFileSync(new URL('../api/envoy-1.40.binpb', import.meta.url));
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, bytes));
}

function messageOf(registry: FileRegistry, name: string): DescMessage {
  const message = registry.getMessage(name);
  if (message === undefined) throw new Error(`${name} is not in envoy/api`);
  return message;
}
