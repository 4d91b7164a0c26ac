import { readFileSync } from 'node:fs';
import type { ServiceImplementation } from 'nice-grpc';
import { ServerReflection, type ServerReflectionService } from 'nice-grpc-server-reflection';

type Reflection = ServiceImplementation<typeof ServerReflectionService>;

const descriptorSet = new URL('../../../gen/tertulia.binpb', import.meta.url);

/**
 * Reflection over the named services. The descriptors are read when someone first asks: they take 15 MB, and most
 * servers are never asked.
 */
export function reflectionService(names: readonly string[]): Reflection {
  let reflection: Reflection | undefined;
  return {
    serverReflectionInfo(requests, context) {
      reflection ??= ServerReflection(readFileSync(descriptorSet), names);
      return reflection.serverReflectionInfo(requests, context);
    },
  };
}
