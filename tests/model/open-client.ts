import { setTimeout } from 'node:timers/promises';
import {
  type CallOptions,
  type Channel,
  type Client,
  ClientError,
  type ClientMiddleware,
  createChannel,
  createClientFactory,
  Metadata,
  Status,
} from 'nice-grpc';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { type edgeServices, openEach } from '../../scripts/testing/edge-services.ts';
import { overloaded } from '../../services/kit/mesh-errors.ts';
import { readReason } from '../../services/kit/read-reason.ts';
import { readRetryDelayMs } from '../../services/kit/testing/read-retry-delay.ts';

/** Clients of everything that is reachable from outside, as one person or as a guest. */
export type NativeApi = { readonly [Name in keyof typeof edgeServices]: Client<(typeof edgeServices)[Name]> };

/** One connection to the edge, in native gRPC: cheaper by the call than gRPC-Web. */
export function openEdge(url: string): Channel {
  return createChannel(url);
}

/** Calls over a connection as the member of the token, or as a guest without one. `tell` hears the path of each call. */
export function openClient(
  channel: Channel,
  token?: string,
  tell: (path: string) => void = () => undefined,
): NativeApi {
  const factory = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(askAgain)
    .use((call, options: CallOptions) => {
      tell(call.method.path);
      return call.next(call.request, { ...options, metadata: identified(options, token) });
    });
  return openEach<NativeApi>((definition) => factory.create(definition, channel));
}

/** How often one call is made: what is late each time hangs. */
const tries = 5;

/** UNAVAILABLE also says that a service which had to be asked was late. */
const late: readonly Status[] = [Status.DEADLINE_EXCEEDED, Status.UNAVAILABLE];

export function isLate(error: unknown): boolean {
  return error instanceof ClientError && late.includes(error.code);
}

/** A busy machine is late or refuses, which tells nothing. A write has a request id, so that it is done once all the same. */
const askAgain: ClientMiddleware = async function* askedAgain(call, options) {
  if (call.requestStream || call.responseStream) return yield* call.next(call.request, options);
  for (let made = 1; ; made += 1) {
    try {
      return yield* call.next(call.request, options);
    } catch (error) {
      if (!(error instanceof ClientError) || made === tries) throw error;
      if (readReason(error) === overloaded.reason) await setTimeout(readRetryDelayMs(error));
      else if (!isLate(error)) throw error;
    }
  }
};

function identified({ metadata }: CallOptions, token: string | undefined): Metadata {
  const all = new Metadata(metadata);
  if (token !== undefined) all.set('authorization', `Bearer ${token}`);
  return all;
}
