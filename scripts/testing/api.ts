import { type ClientMiddleware, Metadata } from 'nice-grpc-common';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { type Client, createChannel, createClientFactory, FetchTransport } from 'nice-grpc-web';
import { type edgeServices, openEach } from './edge-services.ts';

/** Clients of everything that is reachable from outside, over gRPC-Web as a browser calls it. */
export type Api = { readonly [Name in keyof typeof edgeServices]: Client<(typeof edgeServices)[Name]> };

/** Calls as the member of the token, or as a guest without one. */
export function openApi(url: string, token?: string): Api {
  const channel = createChannel(url, FetchTransport());
  const factory = createClientFactory().use(errorDetailsClientMiddleware).use(identify(token));
  return openEach<Api>((definition) => factory.create(definition, channel));
}

function identify(token: string | undefined): ClientMiddleware {
  return async function* identified(call, options) {
    const metadata = new Metadata(options.metadata);
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    return yield* call.next(call.request, { ...options, metadata });
  };
}
