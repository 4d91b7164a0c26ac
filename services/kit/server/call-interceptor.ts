import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import type { Metadata } from 'nice-grpc';

// grpc-js takes `grpc-timeout` out of the metadata, and nice-grpc's context has no deadline: it comes through here.
const deadlineKey = 'x-tertulia-deadline';

/**
 * The outermost point of a call. Going in, it gives the client's deadline to `readClientDeadline`. Going out, it mends
 * texts with half a surrogate pair: grpc-js throws on them, in an event handler once headers are sent, which ends the
 * process.
 */
export const callInterceptor: ServerInterceptor = (_method, call) =>
  new ServerInterceptingCall(call, {
    start: (next) =>
      next({
        onReceiveMetadata(metadata, forward) {
          metadata.remove(deadlineKey);
          const deadline = call.getDeadline();
          if (deadline !== Number.POSITIVE_INFINITY) metadata.set(deadlineKey, String(Number(deadline)));
          forward(metadata);
        },
      }),
    sendStatus: (status, next) => {
      const { details } = status;
      next(!details || details.isWellFormed() ? status : { ...status, details: details.toWellFormed() });
    },
  });

/** When the client stops waiting, in milliseconds since the epoch. */
export function readClientDeadline(metadata: Metadata): number | undefined {
  const deadline = metadata.get(deadlineKey);
  return deadline === undefined ? undefined : Number(deadline);
}
