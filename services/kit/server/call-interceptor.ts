import { ServerInterceptingCall, type ServerInterceptingCallInterface, type ServerInterceptor } from '@grpc/grpc-js';
import type { Metadata } from 'nice-grpc';
import { countRefusedCall } from '../metrics/served-calls.ts';
import type { Policies } from '../policies.ts';
import type { Admission, Place } from './admission.ts';
import { serviceHeader } from './audience.ts';
import { overloadedStatus } from './refusal.ts';

// grpc-js takes `grpc-timeout` out of the metadata, and nice-grpc's context has no deadline: it comes through here.
const deadlineKey = 'x-tertulia-deadline';

/** What is never refused: streams, which work only when there is something to tell, and health. */
const unbounded: Place = { leave() {} };

/**
 * The outermost point of a call, where refusing costs least: nothing is parsed, no token looked at. A call that there is
 * room for passes on, with what `readClientDeadline` and `mendDetails` are about.
 */
export function callInterceptor(admission: Admission, policies: Policies): ServerInterceptor {
  return ({ path }, call) => {
    const policy = policies.get(path);
    const bounded = policy !== undefined && !policy.serverStreaming;
    const place = bounded ? admission.enter(policy) : unbounded;
    return place === undefined ? refuse(call, path) : pass(call, place);
  };
}

function refuse(call: ServerInterceptingCallInterface, path: string): ServerInterceptingCall {
  return new ServerInterceptingCall(call, {
    start: (next) =>
      next({
        onReceiveMetadata(metadata) {
          countRefusedCall(String(metadata.get(serviceHeader)[0] ?? ''), path.slice(1));
          call.sendStatus(overloadedStatus);
        },
      }),
  });
}

/** The place is given back when the handler is done, also if its client has gone: it works on. */
function pass(call: ServerInterceptingCallInterface, place: Place): ServerInterceptingCall {
  let begun = false;
  return new ServerInterceptingCall(call, {
    start: (next) =>
      next({
        onReceiveMetadata(metadata, forward) {
          metadata.remove(deadlineKey);
          const deadline = call.getDeadline();
          if (deadline !== Number.POSITIVE_INFINITY) metadata.set(deadlineKey, String(Number(deadline)));
          forward(metadata);
        },
        onReceiveHalfClose(forward) {
          begun = true;
          forward();
        },
        onCancel() {
          if (!begun) place.leave();
        },
      }),
    sendMessage(message, next) {
      place.leave();
      next(message);
    },
    sendStatus(status, next) {
      place.leave();
      next(mendDetails(status));
    },
  });
}

/** grpc-js throws on half a surrogate pair, in an event handler once headers are sent, which ends the process. */
function mendDetails<Status extends { details?: string }>(status: Status): Status {
  const { details } = status;
  return !details || details.isWellFormed() ? status : { ...status, details: details.toWellFormed() };
}

/** When the client stops waiting, in milliseconds since the epoch. */
export function readClientDeadline(metadata: Metadata): number | undefined {
  const deadline = metadata.get(deadlineKey);
  return deadline === undefined ? undefined : Number(deadline);
}
