import { ClientError, type ClientMiddleware, Metadata } from 'nice-grpc-web';
import { Audience } from '#gen/tertulia/mesh/v1/policy.ts';
import { policyOf, timeoutOf } from './policy.ts';
import { isTokenRefused, toRpcError } from './rpc-error.ts';

/** Who knows the access token of this page's session. */
export interface TokenSource {
  /** A token that is good for some time yet; undefined for a guest. */
  token(): Promise<string | undefined>;
  /** Another token in place of one that was refused; undefined if the session has ended. */
  replace(refused: string): Promise<string | undefined>;
}

/** Gives each call the time that its contract allows, unless the caller says otherwise. */
export const limitTime: ClientMiddleware<{ deadline?: Date | number }, { deadline?: Date | number }> =
  async function* limitTime(call, options) {
    const deadline = options.deadline ?? timeoutOf(call.method);
    return yield* call.next(call.request, deadline === undefined ? options : { ...options, deadline });
  };

/** Turns the library's errors into RpcError, with the details of the trailer. */
export const explainErrors: ClientMiddleware = async function* explainErrors(call, options) {
  let trailer: Metadata | undefined;
  const onTrailer = (received: Metadata) => {
    trailer = received;
    options.onTrailer?.(received);
  };
  try {
    return yield* call.next(call.request, { ...options, onTrailer });
  } catch (error) {
    throw error instanceof ClientError ? toRpcError(error, trailer) : error;
  }
};

/**
 * Sends the access token with each call whose audience may have one. A token that is refused is replaced once; the call
 * is then made again, except a stream, which its watcher resumes from its cursor.
 */
export const carryToken = (tokens: TokenSource): ClientMiddleware =>
  async function* carryToken(call, options) {
    if (policyOf(call.method).audience === Audience.AUDIENCE_GUEST) return yield* call.next(call.request, options);
    const token = await tokens.token();
    try {
      return yield* call.next(call.request, withToken(options, token));
    } catch (error) {
      if (token === undefined || !isTokenRefused(error)) throw error;
      const fresh = await tokens.replace(token);
      if (fresh === undefined || call.responseStream) throw error;
      return yield* call.next(call.request, withToken(options, fresh));
    }
  };

function withToken<Options extends { metadata?: Metadata }>(options: Options, token: string | undefined): Options {
  if (token === undefined) return options;
  return { ...options, metadata: Metadata(options.metadata).set('authorization', `Bearer ${token}`) };
}
