import type { ServiceImplementation, TsProtoServiceDefinition } from 'nice-grpc';
import type { Call, CallExtension } from '../call.ts';
import type { MethodPolicy } from '../policies.ts';
import type { MiddlewareOptions } from './middleware.ts';

/** A service and what implements it. */
export type AnyService = readonly [
  TsProtoServiceDefinition,
  ServiceImplementation<TsProtoServiceDefinition, CallExtension>,
];

/** A streaming RPC of the contract. */
export interface StreamMethod {
  /** `/tertulia.posts.v1.TimelineService/WatchHome` */
  readonly path: string;
  readonly policy: MethodPolicy;
  readonly options: MiddlewareOptions;
  /** Makes the messages of one call. */
  readonly handle: StreamHandler;
}

type StreamHandler = (request: unknown, call: Call) => AsyncIterable<unknown>;

/** The streaming RPCs of some services, by path. */
export function streamMethodsOf(
  services: readonly AnyService[],
  options: MiddlewareOptions,
): ReadonlyMap<string, StreamMethod> {
  const streams = new Map<string, StreamMethod>();
  for (const [{ fullName, methods }, implementation] of services) {
    const handlers = implementation as unknown as Readonly<Record<string, StreamHandler>>;
    for (const [key, { name }] of Object.entries(methods)) {
      const path = `/${fullName}/${name}`;
      const policy = options.policies.get(path);
      const handle = handlers[key]?.bind(implementation);
      if (policy?.serverStreaming && handle) streams.set(path, { path, policy, options, handle });
    }
  }
  return streams;
}
